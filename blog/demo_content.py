"""The demo site's articles and their tags."""

from home.demo_text import PageLink, Picture, T

INDEX = {
    "slug": T(nl="blog", en="blog"),
    "title": T(nl="Blog", en="Blog"),
    "introduction": T(
        nl="Wat we in de trainingen zien, thuis uitproberen en af en toe verkeerd doen.",
        en="What we see in the training room, try out at home and now and then get wrong.",
    ),
}

TAGS = [
    {"key": "tag-oefening", "nl": "oefening", "en": "exercise"},
    {"key": "tag-werk", "nl": "werk", "en": "work"},
    {"key": "tag-thuis", "nl": "thuis", "en": "home life"},
    {"key": "tag-gesprek", "nl": "gesprek", "en": "conversation"},
    {"key": "tag-buren", "nl": "buren", "en": "neighbours"},
    {"key": "tag-online", "nl": "online", "en": "online"},
    {"key": "tag-team", "nl": "team", "en": "team"},
    {"key": "tag-taal", "nl": "taal", "en": "language"},
]

ARTICLES = [
    {
        "key": "acht-redenen",
        "slug": T(
            nl="acht-redenen-waarom-we-geen-hulp-vragen",
            en="eight-reasons-why-we-dont-ask-for-help",
        ),
        "title": T(
            nl="Acht redenen waarom we geen hulp vragen",
            en="Eight reasons why we don’t ask for help",
        ),
        "introduction": T(
            nl=(
                "Met een gebroken pols sjouwde ik drie tassen boodschappen naar boven. Mijn "
                "buurvrouw was thuis. Sindsdien verzamel ik redenen."
            ),
            en=(
                "With a broken wrist I lugged three bags of shopping upstairs. My neighbour "
                "was at home. Ever since then I have been collecting reasons."
            ),
        ),
        "cover": Picture(
            "pic-cup",
            T(
                nl="Twee paar handen; het ene geeft een dampende kop thee door aan het andere",
                en="Two pairs of hands, one passing a steaming cup of tea to the other",
            ),
        ),
        "author": "marit",
        "days_ago": 3,
        "category": "cat-vragen",
        "tags": ["tag-thuis", "tag-werk", "tag-buren"],
        "training": "training-hulp",
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Op de eerste maandag van onze training vraag ik altijd "
                        "hetzelfde: waarom heb je het niet gevraagd? Het gaat dan over "
                        "iets kleins. Een kast die naar zolder moest, een formulier van "
                        "de gemeente, een presentatie waar iemand tot één uur ’s nachts "
                        "alleen aan had gezeten.</p>"
                        "<p>De antwoorden schrijf ik op een groot vel. Na een paar jaar "
                        "heb ik een hele stapel van die vellen, en er staan steeds "
                        "dezelfde dingen op. Niemand heeft ze alle acht. Bijna iedereen "
                        "heeft er drie.</p>"
                    ),
                    en=(
                        "<p>On the first Monday of our course I always ask the same "
                        "thing: why didn’t you ask? It will be about something small. A "
                        "wardrobe that had to go up to the attic, a form from the "
                        "council, a presentation somebody had been slaving over alone "
                        "until one in the morning.</p>"
                        "<p>I write the answers on a big sheet of paper. After a few "
                        "years I have a whole pile of those sheets, and the same things "
                        "keep appearing on them. Nobody has all eight. Nearly everyone "
                        "has three.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="De acht redenen", en="The eight reasons"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<ol>"
                        "<li><b>Ik wil niemand tot last zijn.</b> De klassieker. Vreemd "
                        "genoeg denken we bijna nooit van een ander dat hij ons tot last "
                        "is als hij iets vraagt. Meestal voelen we ons een beetje "
                        "vereerd.</li>"
                        "<li><b>Alleen gaat het sneller.</b> Eén keer wel. De achtste "
                        "keer had je het iemand allang kunnen uitleggen.</li>"
                        "<li><b>Dan zien ze dat ik het niet kan.</b> Dit hoor ik vooral "
                        "van mensen die goed zijn in hun werk. Ze hebben zo vaak te "
                        "horen gekregen dat ze alles kunnen, dat ze het niet meer durven "
                        "tegen te spreken.</li>"
                        "<li><b>Dan sta ik bij ze in het krijt.</b> Sommige mensen "
                        "houden een boekhouding bij van diensten en wederdiensten. Ze "
                        "betalen altijd binnen een week terug, met een plant.</li>"
                        "<li><b>Ze doen het toch niet goed.</b> Dat wil zeggen: ze doen "
                        "het anders. De handdoeken komen in drieën gevouwen in de kast "
                        "te liggen. Daar kun je mee leren leven.</li>"
                        "<li><b>Ze zien toch wel dat ik hulp nodig heb?</b> Nee. "
                        "Iedereen kijkt naar zijn eigen boodschappentassen.</li>"
                        "<li><b>Ik heb het al eens gevraagd, en toen was het nee.</b> "
                        "Dat was in 2009. De man in kwestie had die dag een "
                        "begrafenis.</li>"
                        "<li><b>Ik weet niet eens wat ik zou moeten vragen.</b> De "
                        "eerlijkste van de acht. Je bent zo lang bezig geweest dat je de "
                        "losse stukken niet meer ziet liggen.</li>"
                        "</ol>"
                    ),
                    en=(
                        "<ol>"
                        "<li><b>I don’t want to be a burden.</b> The classic. Strangely "
                        "enough, we hardly ever think of others as a burden when they "
                        "ask us for something. Usually we feel a little honoured.</li>"
                        "<li><b>It’s quicker on my own.</b> Once, it is. By the eighth "
                        "time you could long since have shown somebody how.</li>"
                        "<li><b>They’ll see that I can’t do it.</b> I hear this mainly "
                        "from people who are good at their jobs. They have been told so "
                        "often that they can do anything that they no longer dare to "
                        "contradict it.</li>"
                        "<li><b>I’ll be in their debt.</b> Some people keep accounts of "
                        "favours given and received. They always pay back within the "
                        "week, with a pot plant.</li>"
                        "<li><b>They won’t do it properly.</b> That is to say, they will "
                        "do it differently. The towels will end up in the cupboard "
                        "folded in three. One can learn to live with that.</li>"
                        "<li><b>Surely they can see that I need help?</b> No. Everybody "
                        "is looking at their own shopping bags.</li>"
                        "<li><b>I asked once, and the answer was no.</b> That was in "
                        "2009. The man in question had a funeral that day.</li>"
                        "<li><b>I wouldn’t even know what to ask for.</b> The most "
                        "honest of the eight. You have been at it for so long that you "
                        "can no longer see the separate pieces.</li>"
                        "</ol>"
                    ),
                ),
            ),
            (
                "heading",
                {
                    "text": T(
                        nl="Wat je eraan hebt om ze te kennen", en="What good it does to know them"
                    ),
                    "level": "h2",
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Een reden die je hardop hebt gezegd, wordt kleiner. Vorig "
                        "voorjaar zat er een ziekenhuisplanner in de groep, laten we "
                        "haar Wil noemen, die bij nummer vier begon te lachen. Ze had "
                        "die ochtend een orchidee gekocht voor een collega die haar "
                        "twintig minuten met een spreadsheet had geholpen. Zo veel "
                        "verdiende die collega niet eens in twintig minuten.</p>"
                        "<p>Wil heeft daarna een maand lang niets teruggegeven. Ze zei "
                        "alleen dank je wel. Dat was moeilijker dan vragen, vertelde ze, "
                        "en aan het einde van de maand vroeg de collega haar om hulp met "
                        "een rooster. Zo bleek het ook te kunnen.</p>"
                        "<p>Het omgekeerde gebeurt ook. Soms kijkt iemand naar zijn "
                        "eigen reden en zegt: maar deze klopt. De laatste keer dat ik "
                        "die persoon iets vroeg, kreeg ik het een half jaar te horen. "
                        "Goed, dan vraag je het aan een ander. Daar is de rij redenen "
                        "ook voor: om te zien of het aan de vraag ligt of aan het "
                        "adres.</p>"
                    ),
                    en=(
                        "<p>A reason that you have said out loud grows smaller. Last "
                        "spring there was a hospital planner in the group, let us call "
                        "her Wil, who began to laugh when we got to number four. That "
                        "very morning she had bought an orchid for a colleague who had "
                        "spent twenty minutes helping her with a spreadsheet. The "
                        "colleague did not even earn that much in twenty minutes.</p>"
                        "<p>For a month after that Wil gave nothing back. She merely "
                        "said thank you. That was harder than asking, she told us, and "
                        "at the end of the month the colleague asked her for help with a "
                        "roster. So it could be done that way, too.</p>"
                        "<p>The opposite happens as well. Sometimes people look at their "
                        "reason and say: but this one is true. The last time I asked "
                        "that person for anything, I didn’t hear the end of it for six "
                        "months. Very well, then ask someone else. That is another use "
                        "of the list: to see whether the trouble lies in the question or "
                        "in the address.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Voor morgen", en="For tomorrow"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Wil je het proberen, begin dan klein en begin bij iemand die "
                        "je aardig vindt:</p>"
                        "<ul>"
                        "<li>Zoek de twee redenen uit die het meest op jou lijken, en "
                        "zeg ze tegen iemand hardop.</li>"
                        "<li>Kies iets wat een ander hooguit tien minuten kost.</li>"
                        "<li>Vraag het in één zin, zonder verontschuldiging ervoor en "
                        "zonder uitleg erna.</li>"
                        "<li>Zeg dank je wel en koop geen orchidee.</li>"
                        "</ul>"
                        "<p>Hoe je die ene zin maakt, staat in ons <a "
                        'page="spiekbriefje">spiekbriefje</a>. En wil je het samen met '
                        "elf anderen leren die ook liever alles zelf doen, dan is dit de "
                        "training.</p>"
                    ),
                    en=(
                        "<p>If you would like to try, start small, and start with "
                        "somebody you like:</p>"
                        "<ul>"
                        "<li>Pick the two reasons that most resemble you, and say them "
                        "out loud to someone.</li>"
                        "<li>Choose something that will cost the other person ten "
                        "minutes at most.</li>"
                        "<li>Ask for it in a single sentence, with no apology before and "
                        "no explanation after.</li>"
                        "<li>Say thank you, and do not buy an orchid.</li>"
                        "</ul>"
                        "<p>How to make that one sentence is explained in our <a "
                        'page="spiekbriefje">crib sheet</a>. And if you would like to '
                        "learn it together with eleven others who also prefer to do "
                        "everything themselves, this is the course.</p>"
                    ),
                ),
            ),
            ("training_card", {"training": "training-hulp"}),
        ],
    },
    {
        "key": "drie-manieren-nee",
        "slug": T(nl="drie-manieren-om-nee-te-zeggen", en="three-ways-of-saying-no"),
        "title": T(nl="Drie manieren om nee te zeggen", en="Three ways of saying no"),
        "introduction": T(
            nl=(
                "Elf jaar lang vertelde ik buschauffeurs dat ze met kerst moesten rijden. "
                "Dit is wat ik ervan leerde, en wat elke nee kost."
            ),
            en=(
                "For eleven years I told bus drivers that they would be working at "
                "Christmas. This is what it taught me, and what each kind of no costs."
            ),
        ),
        "cover": Picture(
            "pic-bus",
            T(
                nl="Een rode bus met verlichte ramen bij een halte, op een regenachtige avond",
                en="A red bus with lit windows at a stop, on a rainy evening",
            ),
        ),
        "author": "soufian",
        "days_ago": 38,
        "category": "cat-grenzen",
        "tags": ["tag-werk", "tag-gesprek"],
        "training": "training-nee",
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Mijn bureau stond naast de kantine. Dat was geen toeval: wie "
                        "een dag vrij wilde, kwam langs met een kop koffie, een voor "
                        "zichzelf en een voor mij. In de weken voor kerst dronk ik "
                        "twaalf koppen per dag. Ik had ruimte voor zestig vrije dagen en "
                        "er kwamen er vierhonderd vragen.</p>"
                        "<p>In mijn eerste winter zei ik tegen iedereen dat ik mijn best "
                        "zou doen. Dat leek me vriendelijk. Op 20 december hing het "
                        "rooster er en was de halve remise kwaad, want ‘ik doe mijn "
                        "best’ hadden ze gehoord als ja. Eén chauffeur had al een huisje "
                        "geboekt.</p>"
                        "<p>Daarna ben ik het anders gaan doen. Het duurde nog twee "
                        "winters voor ik zag dat er drie soorten nee zijn, en dat je "
                        "moet weten welke je gebruikt.</p>"
                    ),
                    en=(
                        "<p>My desk was next to the canteen. That was no coincidence: "
                        "anyone who wanted a day off would come by with coffee, a cup "
                        "for themselves and a cup for me. In the weeks before Christmas "
                        "I drank twelve cups a day. I had room for sixty days’ leave, "
                        "and four hundred people came asking.</p>"
                        "<p>In my first winter I told everyone that I would do my best. "
                        "It seemed the kind thing to say. On 20 December the roster went "
                        "up and half the depot was furious, for what they had heard in "
                        "‘I’ll do my best’ was yes. One driver had already booked a "
                        "cottage.</p>"
                        "<p>After that I went about it differently. It took me two more "
                        "winters to see that there are three kinds of no, and that you "
                        "need to know which one you are using.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="De kale nee", en="The bare no"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>‘Nee, dat gaat niet.’ Punt. Het klinkt hard en het is vaak het "
                        "vriendelijkst, omdat de ander meteen verder kan. Je hebt er wel een "
                        "rustig gezicht bij nodig. Wie de kale nee zegt en daarbij naar zijn "
                        "toetsenbord kijkt, zegt eigenlijk dat hij bang is.</p>"
                    ),
                    en=(
                        "<p>‘No, that can’t be done.’ Full stop. It sounds harsh and it is "
                        "often the kindest, since the other person can get on with things at "
                        "once. But it needs a calm face to go with it. If you say the bare "
                        "no while looking at your keyboard, what you are really saying is "
                        "that you are afraid.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {"text": T(nl="De nee met een reden", en="The no with a reason"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>‘Nee, want er zijn die dag al zes mensen vrij.’ Eén reden, de "
                        "echte. Wie er drie geeft, begint te onderhandelen: de ander "
                        "weerlegt de zwakste en denkt dat hij gewonnen heeft. En een "
                        "verzonnen reden onthoudt iedereen, behalve jij.</p>"
                    ),
                    en=(
                        "<p>‘No, because six people are already off that day.’ One reason, "
                        "the true one. Give three and you have begun to negotiate: the other "
                        "person refutes the weakest and thinks the game is won. And an "
                        "invented reason is remembered by everyone except you.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {"text": T(nl="De nee met een deur", en="The no with a door in it"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>‘Eerste kerstdag niet. Oudejaarsavond kan ik je nu beloven.’ Dit "
                        "is de mooiste, en hij is alleen mooi als de deur echt open is. Een "
                        "deur die je erbij schildert om van het gesprek af te zijn, is ‘ik "
                        "doe mijn best’ in een andere jas.</p>"
                    ),
                    en=(
                        "<p>‘Not Christmas Day. But I can promise you New Year’s Eve right "
                        "now.’ This is the loveliest of the three, and only if the door "
                        "really opens. A door that you paint on the wall to get out of the "
                        "conversation is ‘I’ll do my best’ in another coat.</p>"
                    ),
                ),
            ),
            (
                "table",
                {
                    "caption": T(
                        nl="Wat elke nee kost en oplevert",
                        en="What each no costs and brings",
                    ),
                    "columns": [
                        T(nl="Soort", en="Kind"),
                        T(nl="Goed als", en="Good when"),
                        T(nl="Wat het jou kost", en="What it costs you"),
                    ],
                    "rows": [
                        [
                            T(nl="Kaal", en="Bare"),
                            T(nl="Het besluit vaststaat", en="The decision is final"),
                            T(nl="Een ongemakkelijke halve minuut", en="An awkward half-minute"),
                        ],
                        [
                            T(nl="Met een reden", en="With a reason"),
                            T(
                                nl="De ander het moet kunnen doorvertellen",
                                en="The other has to pass it on",
                            ),
                            T(
                                nl="Eerlijkheid over wat je echt beweegt",
                                en="Honesty about what moves you",
                            ),
                        ],
                        [
                            T(nl="Met een deur", en="With a door"),
                            T(
                                nl="Je iets anders te bieden hebt",
                                en="You have something else to offer",
                            ),
                            T(
                                nl="Het andere, want dat moet je nu doen",
                                en="The other thing: now you must do it",
                            ),
                        ],
                    ],
                },
            ),
            ("heading", {"text": T(nl="En dan thuis", en="And then at home"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Op mijn werk kon ik het na een tijdje. Tegen mijn tante zei "
                        "ik nog steeds ja, ook toen ze me vroeg de administratie van de "
                        "hele straat te doen. Het verschil is dat een chauffeur om vier "
                        "uur naar huis gaat en een tante je tante blijft.</p>"
                        "<p>Bij haar werkte de deur. ‘De hele straat niet, tante. Die "
                        "van u wel, op zondag, als er harira is.’ Ze keek me lang aan. "
                        "‘De buurvrouw ook,’ zei ze. Dat leek me een redelijke prijs "
                        "voor die soep.</p>"
                        "<p>Wil je een dag oefenen, met je eigen tante of je eigen "
                        'rooster? Dat doen we in <a page="training-nee">Nee zeggen '
                        "zonder ruzie</a>.</p>"
                    ),
                    en=(
                        "<p>At work I got the hang of it after a while. To my aunt I "
                        "went on saying yes, even when she asked me to do the paperwork "
                        "of her entire street. The difference is that a driver goes home "
                        "at four o’clock, while an aunt remains your aunt.</p>"
                        "<p>With her it was the door that worked. ‘Not the whole street, "
                        "auntie. But yours I will, on Sundays, if there’s harira.’ She "
                        "gave me a long look. ‘And the lady next door’s,’ she said. It "
                        "struck me as a fair price for that soup.</p>"
                        "<p>Would you like to spend a day practising, with your own aunt "
                        "or your own roster? That is what we do in <a "
                        'page="training-nee">Saying no without a row</a>.</p>'
                    ),
                ),
            ),
        ],
    },
    {
        "key": "vier-seconden",
        "slug": T(nl="vier-seconden-stilte", en="four-seconds-of-silence"),
        "title": T(nl="Vier seconden stilte", en="Four seconds of silence"),
        "introduction": T(
            nl=(
                "Ik nam een keukenwekker mee naar een verjaardag en hield bij hoe lang "
                "mensen hun mond hielden. Lang was het niet."
            ),
            en=(
                "I took a kitchen timer to a birthday party and kept a record of how long "
                "people stayed silent. It was not long."
            ),
        ),
        "cover": Picture(
            "pic-bench",
            T(
                nl=(
                    "Twee mensen op een bank onder een grote lindeboom, uitkijkend over een weiland"
                ),
                en="Two people on a bench under a large lime tree, looking out over a meadow",
            ),
        ),
        "author": "marit",
        "days_ago": 75,
        "category": "cat-luisteren",
        "tags": ["tag-gesprek", "tag-oefening", "tag-thuis"],
        "training": "training-luisteren",
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Het was de verjaardag van mijn broer. Kring, taart, blokjes "
                        "kaas. In mijn tas zat de keukenwekker, want ik had me iets "
                        "voorgenomen: ik zou deze middag luisteren en meten hoeveel "
                        "stilte er viel tussen het einde van de ene zin en het begin van "
                        "de volgende.</p>"
                        "<p>De wekker heb ik niet hoeven gebruiken. Er viel niets te "
                        "meten. Mensen begonnen te praten vóór de ander klaar was, en ze "
                        "begonnen bijna allemaal met hetzelfde woord: ‘ik’. Mijn "
                        "schoonzus vertelde dat ze slecht sliep. ‘Ik ook,’ zei iemand, "
                        "en toen hadden we het over matrassen.</p>"
                    ),
                    en=(
                        "<p>It was my brother’s birthday. Chairs in a circle, cake, "
                        "cubes of cheese. In my bag was the kitchen timer, for I had "
                        "made a resolution: this afternoon I would listen, and measure "
                        "how much silence fell between the end of one sentence and the "
                        "start of the next.</p>"
                        "<p>I never needed the timer. There was nothing to measure. "
                        "People began to speak before the others had finished, and "
                        "nearly all of them began with the same word: ‘I’. My "
                        "sister-in-law said she was sleeping badly. ‘I am too,’ said "
                        "someone, and then we were talking about mattresses.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {
                    "text": T(nl="Wat er na de punt komt", en="What comes after the full stop"),
                    "level": "h2",
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>In de wijk leerde ik het van een oude collega, zuster Bep. "
                        "Zij stelde een vraag, keek naar buiten en telde in haar hoofd "
                        "tot vier. Bij drie zei de patiënt wat er werkelijk was. Eerst "
                        "was het ‘goed hoor, zuster’, en na drie tellen kwam: ‘alleen de "
                        "trap, hè.’</p>"
                        "<p>Het mooie is dat je er niets voor hoeft te kunnen. Je hoeft "
                        "geen slimme vraag te bedenken. Je moet alleen verdragen dat het "
                        "even stil is, en dat is nu juist wat de meesten van ons nooit "
                        "geleerd hebben. Stilte in een gesprek voelt als een gat waar "
                        "iemand in kan vallen, dus gooien we het dicht met het eerste "
                        "wat we vinden.</p>"
                    ),
                    en=(
                        "<p>In my nursing days I learnt it from an old colleague, Sister "
                        "Bep. She would ask a question, look out of the window and count "
                        "to four in her head. At three the patient would say what was "
                        "really the matter. First it was ‘oh, fine, Sister’, and three "
                        "counts later came: ‘it’s just the stairs, you know.’</p>"
                        "<p>The beauty of it is that it takes no skill. You need not "
                        "think up a clever question. You only have to bear the quiet for "
                        "a moment, which happens to be the very thing most of us have "
                        "never learnt. Silence in a conversation feels like a hole that "
                        "somebody might fall into, and so we fill it with the first "
                        "thing to hand.</p>"
                    ),
                ),
            ),
            (
                "video",
                {
                    "title": T(
                        nl="Voorbeeld: wachten tot de ander doorpraat",
                        en="An example: waiting until the other person goes on",
                    ),
                    "url": "https://vimeo.com/76979871",
                    "poster": Picture(
                        "pic-window",
                        T(
                            nl="Twee lege stoelen bij een raam",
                            en="Two empty chairs by a window",
                        ),
                    ),
                },
            ),
            (
                "heading",
                {"text": T(nl="Een oefening voor twee", en="An exercise for two"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Deze doen we op de eerste avond van de training. Je kunt hem "
                        "ook aan de keukentafel doen, met iemand die meewerkt.</p>"
                        "<ol>"
                        "<li>De een vertelt drie minuten over iets wat hem bezighoudt. "
                        "De ander zegt niets. Knikken mag.</li>"
                        "<li>Valt de verteller stil, dan telt de luisteraar in gedachten "
                        "tot vier, en daarna nog eens.</li>"
                        "<li>Pas na drie minuten stelt de luisteraar één vraag, over het "
                        "laatste wat er gezegd werd.</li>"
                        "<li>Wissel om.</li>"
                        "</ol>"
                        "<p>Wat mensen meestal opvalt: drie minuten is lang als je "
                        "luistert en kort als je vertelt. En het belangrijkste komt "
                        "bijna altijd ná de eerste stilte.</p>"
                    ),
                    en=(
                        "<p>We do this one on the first evening of the course. You can "
                        "also do it at the kitchen table, with anybody who is "
                        "willing.</p>"
                        "<ol>"
                        "<li>One of you talks for three minutes about something that is "
                        "on your mind. The other says nothing. Nodding is allowed.</li>"
                        "<li>If the speaker falls silent, the listener counts to four "
                        "inwardly, and then once again.</li>"
                        "<li>Only when the three minutes are up does the listener ask "
                        "one question, about the last thing that was said.</li>"
                        "<li>Change places.</li>"
                        "</ol>"
                        "<p>What tends to strike people is that three minutes are long "
                        "when you listen and short when you talk. And the thing that "
                        "matters almost always comes after the first silence.</p>"
                    ),
                ),
            ),
            (
                "callout",
                {
                    "kind": "note",
                    "title": T(
                        nl="Wanneer je beter niet wacht", en="When it is better not to wait"
                    ),
                    "text": T(
                        nl=(
                            "<p>Er zijn gesprekken waarin stilte dreigt: bij ruzie, of met "
                            "iemand die jou moet beoordelen. Zeg dan liever wat je doet. ‘Ik "
                            "denk even na’ is genoeg.</p>"
                        ),
                        en=(
                            "<p>There are conversations in which silence is a threat: during "
                            "a quarrel, or with someone who has to judge you. Then it is "
                            "better to say what you are doing. ‘Let me think’ is enough.</p>"
                        ),
                    ),
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Aan het eind van de verjaardag zat ik naast mijn schoonzus in de "
                        "keuken. ‘Je slaapt slecht,’ zei ik, en keek naar de tuin. Een, "
                        "twee, drie. ‘Sinds de zomer,’ zei ze. We hebben er een uur gezeten. "
                        "De wekker heb ik nog steeds in mijn tas; hij is een keer afgegaan "
                        "in de trein.</p>"
                    ),
                    en=(
                        "<p>At the end of the party I was sitting next to my sister-in-law "
                        "in the kitchen. ‘You’re sleeping badly,’ I said, and looked at the "
                        "garden. One, two, three. ‘Since the summer,’ she said. We sat there "
                        "for an hour. The timer is still in my bag; it once went off on a "
                        "train.</p>"
                    ),
                ),
            ),
            # Written by hand when it was still to come, as it goes: the dashboard shows it.
            (
                "text",
                T(
                    nl=(
                        "<p>Wil je het eens met een hele kring proberen? Op {trial_evening} "
                        'houden we een proefavond van <a page="training-luisteren">Luisteren '
                        "zonder haast</a>. Neem iemand mee die je graag hoort.</p>"
                    ),
                    en=(
                        "<p>Would you like to try it with a whole circle? On {trial_evening} "
                        'we will hold a taster evening of <a page="training-luisteren">'
                        "Unhurried listening</a>. Bring someone you enjoy hearing.</p>"
                    ),
                ),
            ),
        ],
    },
    {
        "key": "spiekbriefje",
        "slug": T(nl="zo-vraag-je-om-hulp", en="how-to-ask-for-help"),
        "title": T(
            nl="Zo vraag je om hulp: een spiekbriefje", en="How to ask for help: a crib sheet"
        ),
        "introduction": T(
            nl=(
                "Op veler verzoek het briefje dat aan het eind van de tweede maandag aan "
                "alle koelkasten komt te hangen."
            ),
            en=(
                "By popular demand: the sheet that ends up on everyone’s fridge after the "
                "second Monday."
            ),
        ),
        "cover": Picture(
            "pic-dunes",
            T(
                nl="Een zandpad met paaltjes dat door de duinen naar zee slingert",
                en="A sandy path with posts, winding through the dunes to the sea",
            ),
        ),
        "author": "marit",
        "days_ago": 140,
        "category": "cat-vragen",
        "tags": ["tag-oefening", "tag-gesprek"],
        "training": "training-hulp",
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Goede vragen zijn saai. Er staat in wat je nodig hebt, "
                        "wanneer, en van wie. Er zit geen zucht in, geen grapje en geen "
                        "halve levensloop. Dat klinkt eenvoudig, en toch kost het een "
                        "groep van twaalf volwassenen een hele ochtend om er twaalf te "
                        "maken.</p>"
                        "<p>Dit is hoe we het aanpakken. Het briefje onderaan deze "
                        "pagina is dezelfde tekst in het kort, om uit te printen.</p>"
                    ),
                    en=(
                        "<p>Good questions are dull. They say what you need, when, and "
                        "from whom. There is no sigh in them, no joke and no potted "
                        "biography. That sounds simple, and yet it takes a group of "
                        "twelve grown-ups a whole morning to make twelve of them.</p>"
                        "<p>This is how we go about it. The sheet at the bottom of this "
                        "page is the same text in brief, to be printed out.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {"text": T(nl="Eerst voor jezelf", en="First, for yourself"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Schrijf op wat er af moet. Zet een streep onder het stuk dat "
                        "een ander zou kunnen doen. Is dat alles, knip het dan in "
                        "drieën. Niemand zegt graag ja tegen ‘kun je me helpen met de "
                        "verbouwing’. Tegen ‘kun je zaterdag van tien tot twaalf het "
                        "plafond schilderen’ wel, want dan weet je dat je om één uur "
                        "thuis bent.</p>"
                        "<p>Bedenk dan wie. We vragen steeds dezelfde twee mensen, tot "
                        "die hun telefoon niet meer opnemen. Schrijf eens vijf namen op, "
                        "ook van mensen aan wie je nog nooit iets hebt gevraagd. De man "
                        "van de begane grond heeft misschien een steekwagen.</p>"
                    ),
                    en=(
                        "<p>Write down what has to be done. Underline the part that "
                        "somebody else could do. If that is all of it, cut it in three. "
                        "Nobody enjoys saying yes to ‘could you help me with the "
                        "renovation’. To ‘could you paint the ceiling on Saturday from "
                        "ten till twelve’ they do, because they know they will be home "
                        "by one.</p>"
                        "<p>Then consider whom to ask. We keep asking the same two "
                        "people, until they no longer answer the telephone. Try writing "
                        "down five names, including people of whom you have never asked "
                        "anything. The man on the ground floor may well own a sack "
                        "truck.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Dan de zin", en="Then, the sentence"), "level": "h2"}),
            (
                "key_points",
                {
                    "title": T(nl="In een goede vraag staat", en="A good question contains"),
                    "points": [
                        T(
                            nl="een werkwoord: tillen, meelezen, oppassen, bellen;",
                            en="a verb: lift, read through, babysit, ring;",
                        ),
                        T(nl="een begin en een einde;", en="a beginning and an end;"),
                        T(
                            nl="de naam van degene aan wie je het vraagt;",
                            en="the name of the person you are asking;",
                        ),
                        T(nl="ruimte om nee te zeggen.", en="room to say no."),
                    ],
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Over dat laatste is altijd discussie. Waarom zou je het de "
                        "ander makkelijk maken om te weigeren? Omdat een ja alleen iets "
                        "waard is als nee ook had gekund. Iemand die klem zit, komt wel, "
                        "maar kijkt op zijn horloge. Zeg dus: ‘Nee is ook goed, dan "
                        "vraag ik Farid.’ En meen het.</p>"
                        "<p>Bij ons in de zaal wordt de zin hardop voorgelezen aan één "
                        "ander. Die zegt terug wat hij denkt dat er gevraagd wordt. "
                        "Klopt het niet, dan streep je door. De meeste mensen beginnen "
                        "met zes regels en eindigen met anderhalf.</p>"
                    ),
                    en=(
                        "<p>That last point always starts an argument. Why make it easy "
                        "for the other person to refuse? Because a yes is only worth "
                        "something if a no was possible. People who feel cornered will "
                        "turn up, but they will be looking at their watches. So say: ‘No "
                        "is fine too, then I’ll ask Farid.’ And mean it.</p>"
                        "<p>In our training room the sentence is read out to one other "
                        "person, who says back what they think they are being asked. If "
                        "it doesn’t match, you start crossing out. Most people begin "
                        "with six lines and end up with one and a half.</p>"
                    ),
                ),
            ),
            (
                "document",
                {
                    "document": "doc-spiekbriefje",
                    "title": T(
                        nl="Het spiekbriefje (pdf, één pagina)",
                        en="The crib sheet (PDF, one page, in Dutch)",
                    ),
                },
            ),
            (
                "questions",
                {
                    "title": T(nl="Vragen die we vaak krijgen", en="Questions we often get"),
                    "items": [
                        {
                            "question": T(
                                nl="Moet ik uitleggen waarom ik hulp nodig heb?",
                                en="Do I have to explain why I need help?",
                            ),
                            "answer": T(
                                nl=(
                                    "<p>Eén zin is genoeg. Vraagt de ander door, dan kun je "
                                    "altijd meer vertellen. Een lange aanloop klinkt alsof "
                                    "je iets onredelijks gaat vragen.</p>"
                                ),
                                en=(
                                    "<p>One sentence will do. If the other person wants to "
                                    "know more, you can always tell it. A long run-up sounds "
                                    "as though you are about to ask for something "
                                    "unreasonable.</p>"
                                ),
                            ),
                        },
                        {
                            "question": T(
                                nl="Appen, bellen of langsgaan?",
                                en="Text, ring or drop by?",
                            ),
                            "answer": T(
                                nl=(
                                    "<p>Voor iets kleins is een berichtje prettig, want de "
                                    "ander kan erover nadenken. Gaat het om iets waar je "
                                    "zelf tegen opziet, bel dan. Op een berichtje ga je "
                                    "zitten wachten.</p>"
                                ),
                                en=(
                                    "<p>For something small a message is pleasant, as it "
                                    "gives the other person time to think. If it is "
                                    "something you are dreading yourself, ring. A message "
                                    "will only keep you waiting.</p>"
                                ),
                            ),
                        },
                        {
                            "question": T(
                                nl="En als er niemand is?",
                                en="And what if there is nobody?",
                            ),
                            "answer": T(
                                nl=(
                                    "<p>Dan is de eerste vraag een andere: wie zou ik willen "
                                    "leren kennen? In de bibliotheek, de kerk of het "
                                    "buurthuis zitten mensen die op zo’n vraag wachten. Bel "
                                    "ons gerust, dan denken we mee.</p>"
                                ),
                                en=(
                                    "<p>Then the first question is a different one: whom "
                                    "would I like to get to know? At the library, the church "
                                    "or the community centre there are people waiting for "
                                    "just such a question. Do ring us, and we will think "
                                    "along with you.</p>"
                                ),
                            ),
                        },
                    ],
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Weet je wel wat je wilt vragen maar komt het er niet uit, lees "
                        'dan eens waar het aan kan liggen, in <a page="acht-redenen">Acht '
                        "redenen waarom we geen hulp vragen</a>. Of doe het samen: zin "
                        "opschrijven, elkaar aankijken, bellen, taart.</p>"
                    ),
                    en=(
                        "<p>If you do know what you want to ask but can’t get the words out, "
                        'you may find the cause in <a page="acht-redenen">Eight reasons why '
                        "we don’t ask for help</a>. Or do it together: write the sentence, "
                        "look at each other, make the call, have cake.</p>"
                    ),
                ),
            ),
        ],
    },
    {
        "key": "camera-mag-uit",
        "slug": T(nl="de-camera-mag-uit", en="the-camera-may-go-off"),
        "title": T(nl="De camera mag uit", en="The camera may go off"),
        "introduction": T(
            nl=(
                "Zes mensen, vier steden en een vergadering op donderdag waar niemand zin in "
                "had. Tot we gingen lopen."
            ),
            en=(
                "Six people, four towns and a Thursday meeting that nobody looked forward "
                "to. Until we went for a walk."
            ),
        ),
        "cover": Picture(
            "pic-walk",
            T(
                nl="Iemand met een paraplu wandelt met een hond langs het water",
                en="Somebody with an umbrella walking a dog along the water",
            ),
        ),
        "author": "soufian",
        "days_ago": 215,
        "category": "cat-samenwerken",
        "tags": ["tag-online", "tag-team", "tag-werk"],
        "training": "training-afstand",
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Elke donderdag om half tien zaten we klaar. Utrecht, Breda, "
                        "Deventer, Den Helder. Zes gezichten in vakjes, en één vakje "
                        "waarin je vooral het plafond van Rob zag. Iedereen vertelde wat "
                        "hij had gedaan. Daarna vroeg ik of er nog vragen waren. Die "
                        "waren er nooit.</p>"
                        "<p>Intussen liep er van alles vast. Rob wachtte drie weken op "
                        "een antwoord dat Saskia hem in twee minuten had kunnen geven. "
                        "Saskia wist niet dat hij wachtte. ‘Waarom heb je niets gezegd?’ "
                        "vroeg ik. ‘Jullie keken allemaal zo,’ zei Rob.</p>"
                    ),
                    en=(
                        "<p>Every Thursday at half past nine we were ready. Utrecht, "
                        "Breda, Deventer, Den Helder. Six faces in boxes, and one box "
                        "that mostly showed Rob’s ceiling. Everyone reported what they "
                        "had done. Then I would ask whether there were any questions. "
                        "There never were.</p>"
                        "<p>In the meantime all sorts of things were getting stuck. Rob "
                        "waited for three weeks for an answer that Saskia could have "
                        "given him in two minutes. Saskia had no idea he was waiting. "
                        "‘Why didn’t you say anything?’ I asked. ‘You all had that "
                        "look,’ said Rob.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {
                    "text": T(nl="Je kijkt naar jezelf", en="You are looking at yourself"),
                    "level": "h2",
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Ik heb er lang over gedaan om te snappen wat hij bedoelde. "
                        "In een zaal kijk je naar wie er praat, of naar de koekjes. Op "
                        "een scherm kijken zes mensen je recht aan, en een zevende ook: "
                        "dat ben je zelf. Wie dan zegt dat hij iets niet begrijpt, ziet "
                        "zijn eigen gezicht erbij.</p>"
                        "<p>Dus deden we een proef. Vier donderdagen lang ging bij "
                        "iedereen de camera uit. En omdat je dan toch niet hoeft te "
                        "zitten, spraken we af om te gaan lopen. Ieder in zijn eigen "
                        "stad, met een telefoon en een oortje. Rob nam de hond mee.</p>"
                    ),
                    en=(
                        "<p>It took me a long time to understand what he meant. In a "
                        "room you look at whoever is speaking, or at the biscuits. On a "
                        "screen six people look you straight in the eye, and so does a "
                        "seventh: yourself. If you then admit that you don’t understand "
                        "something, you get to see your own face while you say it.</p>"
                        "<p>So we tried an experiment. For four Thursdays everybody’s "
                        "camera stayed off. And since there is no need to sit down in "
                        "that case, we agreed to go walking, each of us in our own town, "
                        "with a telephone and an earbud. Rob took the dog.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Wat er gebeurde", en="What happened"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>De eerste keer praatte iedereen door elkaar en hoorde je "
                        "vooral wind. De tweede keer maakten we een afspraak: wie iets "
                        "wil vragen, zegt eerst zijn naam en dan de vraag. ‘Rob. Weet "
                        "iemand hoe je die oude gegevens overzet?’ Het duurde vier "
                        "tellen, toen zei Saskia: ‘Ja, ik. Bel je me straks?’</p>"
                        "<p>De derde keer kwamen er vijf vragen. Daarna zijn we ermee "
                        "doorgegaan, om de week. De andere week zaten we voor de camera "
                        "en lieten we elkaar tekeningen zien, want tekeningen kun je "
                        "niet voorlezen.</p>"
                        "<p>Na de zomer kwam er een nieuwe collega bij, Yara, uit Groningen. Op haar tweede "
                        "wandeling zei ze dat ze geen idee had waar een afkorting voor stond die wij al een jaar "
                        "gebruikten. Het bleek dat niemand het wist. We hebben hem diezelfde middag "
                        "afgeschaft.</p>"
                    ),
                    en=(
                        "<p>The first time everyone talked at once and what you heard "
                        "was mostly wind. The second time we made a rule: if you want to "
                        "ask something, say your name first and then the question. ‘Rob. "
                        "Does anyone know how to move that old data across?’ It took "
                        "four seconds; then Saskia said: ‘Yes, I do. Will you ring me "
                        "later?’</p>"
                        "<p>The third time there were five questions. After that we kept "
                        "it up, every other week. In the weeks between we sat in front "
                        "of the camera and showed each other drawings, since drawings "
                        "can’t be read aloud.</p>"
                        "<p>After the summer we were joined by a new colleague, Yara, from Groningen. On her "
                        "second walk she said she had no idea what a certain abbreviation stood for, one that we "
                        "had been using for a year. It turned out that nobody knew. We abolished it that same "
                        "afternoon.</p>"
                    ),
                ),
            ),
            (
                "callout",
                {
                    "kind": "tip",
                    "title": T(nl="Zelf proberen", en="Try it yourself"),
                    "text": T(
                        nl=(
                            "<p>Kies een overleg van hooguit een half uur zonder "
                            "stukken. Spreek vooraf af:</p>"
                            "<ul>"
                            "<li>wie de volgorde bewaakt;</li>"
                            "<li>dat je eerst je naam zegt;</li>"
                            "<li>dat iemand na afloop drie regels opschrijft.</li>"
                            "</ul>"
                        ),
                        en=(
                            "<p>Choose a meeting of half an hour at most, without "
                            "papers. Agree beforehand:</p>"
                            "<ul>"
                            "<li>who keeps track of the order;</li>"
                            "<li>that you say your name first;</li>"
                            "<li>that someone writes down three lines afterwards.</li>"
                            "</ul>"
                        ),
                    ),
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Werkt het voor iedereen? Nee. Wie slecht hoort, heeft juist "
                        "beeld nodig om te kunnen liplezen, en wie in een rolstoel zit "
                        "wil misschien niet door Den Helder in november. Vraag het dus "
                        "eerst. Dat was voor ons trouwens ook de winst: we hadden nog "
                        "nooit aan elkaar gevraagd hoe we eigenlijk wilden "
                        "overleggen.</p>"
                        '<p>In de training <a page="training-afstand">Samenwerken op '
                        "afstand</a> doen we dezelfde vergadering drie keer achter "
                        "elkaar. De wandeling is de laatste. Neem een jas mee.</p>"
                    ),
                    en=(
                        "<p>Does it work for everyone? No. People who are hard of "
                        "hearing need the picture in order to lip-read, and someone in a "
                        "wheelchair may not fancy Den Helder in November. So ask first. "
                        "That, by the way, was what we gained by it: we had never before "
                        "asked each other how we actually wanted to meet.</p>"
                        '<p>In our course <a page="training-afstand">Working together, '
                        "apart</a> we hold the same meeting three times in a row. The "
                        "walk comes last. Bring a coat.</p>"
                    ),
                ),
            ),
            (
                "coming_trainings",
                {"title": T(nl="Binnenkort bij ons", en="Coming soon"), "count": 3},
            ),
        ],
    },
    {
        "key": "best-aardig",
        "slug": T(nl="best-aardig", en="quite-nice"),
        "title": T(
            nl="Wat bedoelt hij met ‘best aardig’?", en="What does he mean by ‘quite nice’?"
        ),
        "introduction": T(
            nl=(
                "Nederlanders zeggen wat ze denken. Dat denken ze tenminste. Een kleine "
                "woordenlijst voor wie hier nieuw is, en voor wie hier al zijn hele leven "
                "woont."
            ),
            en=(
                "The Dutch say what they think. Or so they think. A short glossary for those "
                "who are new here, and for those who have lived here all their lives."
            ),
        ),
        "cover": Picture(
            "pic-biscuits",
            T(
                nl="Een koektrommel waaruit één koekje ontbreekt, tussen vier kopjes koffie",
                en="A biscuit tin with one biscuit missing, among four cups of coffee",
            ),
        ),
        "author": "joyce",
        "days_ago": 330,
        "category": "cat-samenwerken",
        "tags": ["tag-taal", "tag-werk", "tag-gesprek"],
        "training": "training-nederlanders",
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Mijn eerste ontwerp in Nederland was een keermuur. Ik had er "
                        "zes weken aan gewerkt en legde hem voor aan mijn chef, een "
                        "lange man uit Assen. Hij keek er tien minuten naar. ‘Best "
                        "aardig,’ zei hij, en gaf hem terug.</p>"
                        "<p>Ik ben die avond huilend naar huis gefietst. Aardig! In "
                        "Paramaribo zeg je dat van iemands hoedje. Drie maanden later "
                        "hoorde ik van een collega dat hij het ontwerp had rondgestuurd "
                        "aan alle vestigingen, als voorbeeld.</p>"
                        "<p>Sindsdien houd ik een schriftje bij. Wat zeggen ze, wat "
                        "bedoelen ze, en wat kun je ermee. De volgende regels komen er "
                        "het vaakst in voor.</p>"
                    ),
                    en=(
                        "<p>The first thing I designed in the Netherlands was a "
                        "retaining wall. I had worked on it for six weeks, and I put it "
                        "before my boss, a tall man from Assen. He looked at it for ten "
                        "minutes. ‘Best aardig,’ he said, which is ‘quite nice’, and "
                        "handed it back.</p>"
                        "<p>I cycled home that night in tears. Nice! In Paramaribo that "
                        "is what you say of somebody’s hat. Three months later I heard "
                        "from a colleague that he had sent the design round to all our "
                        "offices, as an example.</p>"
                        "<p>Ever since then I have kept a notebook. What do they say, "
                        "what do they mean, and what can you do with it? These are the "
                        "lines that turn up most often.</p>"
                    ),
                ),
            ),
            (
                "table",
                {
                    "caption": T(nl="Een kleine woordenlijst", en="A short glossary"),
                    "columns": [
                        T(nl="Je hoort", en="You hear"),
                        T(nl="Vaak betekent het", en="Often it means"),
                        T(nl="Wat je kunt doen", en="What you can do"),
                    ],
                    "rows": [
                        [
                            T(nl="‘Best aardig’", en="‘Best aardig’ (quite nice)"),
                            T(nl="Dit is erg goed", en="This is very good"),
                            T(nl="Dank je wel zeggen", en="Say thank you"),
                        ],
                        [
                            T(nl="‘Interessant’", en="‘Interessant’ (interesting)"),
                            T(nl="Ik zie het niet zitten", en="I don’t think it will work"),
                            T(nl="Vragen wat er ontbreekt", en="Ask what is missing"),
                        ],
                        [
                            T(nl="‘Ik ben het er niet mee eens’", en="‘I disagree’"),
                            T(nl="Ik heb naar je geluisterd", en="I have listened to you"),
                            T(nl="Blijven zitten en doorpraten", en="Stay seated and keep talking"),
                        ],
                        [
                            T(
                                nl="‘We moeten eens koffie drinken’",
                                en="‘We must have coffee some time’",
                            ),
                            T(nl="Pak je agenda", en="Get out your diary"),
                            T(nl="Een dag en een uur noemen", en="Name a day and an hour"),
                        ],
                        [
                            T(nl="‘Nee hoor’", en="‘Nee hoor’ (no, with a smile)"),
                            T(nl="Nee, en ik vind je aardig", en="No, and I like you"),
                            T(nl="Het als nee opvatten", en="Take it as a no"),
                        ],
                    ],
                },
            ),
            (
                "heading",
                {
                    "text": T(nl="Vragen mag hier altijd", en="Here, you may always ask"),
                    "level": "h2",
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Het lastigste vond ik het vragen zelf. Ik kom uit een "
                        "familie waar je hulp krijgt voordat je haar nodig hebt: er "
                        "staat een pan eten voor je deur en je weet niet eens van wie. "
                        "Wie erom moet vragen, heeft kennelijk niemand. In Nederland "
                        "wachtte ik dus beleefd tot iemand zag dat ik vastliep.</p>"
                        "<p>Niemand zag het. Dat was geen onvriendelijkheid. Ze vonden "
                        "dat ik oud genoeg was om mijn mond open te doen, en ze wilden "
                        "zich niet met mij bemoeien. Zo zaten we naast elkaar, allebei "
                        "vol respect, en de berekening schoot niet op.</p>"
                        "<p>Tegenwoordig geef ik mezelf twee uur. Kom ik er dan niet uit, dan sta ik op en loop "
                        "ik naar iemand toe. Mijn moeder vindt dat nog steeds onbeleefd. Aan de telefoon leg ik "
                        "haar uit dat de mensen hier het juist vervelend vinden als je te lang wacht. Ze vraagt "
                        "dan of ik wel genoeg eet.</p>"
                    ),
                    en=(
                        "<p>What I found hardest was the asking itself. I come from a "
                        "family where help arrives before you need it: there is a pan of "
                        "food on your doorstep and you don’t even know who put it there. "
                        "If you have to ask for it, apparently you have no one. And so, "
                        "in the Netherlands, I waited politely until somebody noticed "
                        "that I was stuck.</p>"
                        "<p>Nobody did. It wasn’t unkindness. They felt that I was old "
                        "enough to open my mouth, and they had no wish to meddle. There "
                        "we sat, side by side, both full of respect, and the calculation "
                        "went nowhere.</p>"
                        "<p>Nowadays I give myself two hours. If I still haven’t worked it out by then, I get up "
                        "and walk over to somebody. My mother continues to think this rude. On the telephone I "
                        "explain to her that what people here dislike is being asked too late. Then she asks me "
                        "if I am eating enough.</p>"
                    ),
                ),
            ),
            (
                "quote",
                {
                    "text": T(
                        nl="Waarom vraag je het dan niet gewoon? Ik zit hier de hele dag.",
                        en="Then why don’t you just ask? I’m sitting here all day.",
                    ),
                    "attribution": T(
                        nl="Mijn chef uit Assen, na een half jaar",
                        en="My boss from Assen, after six months",
                    ),
                },
            ),
            ("heading", {"text": T(nl="Voor Nederlanders", en="For the Dutch"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Heb je een nieuwe collega uit een ander land, dan kun je de "
                        "helft van de weg zelf lopen. Vraag bijvoorbeeld niet of alles "
                        "duidelijk is, want daarop is het antwoord overal ter wereld ja. "
                        "Vraag liever welk stuk het meeste tijd kost. En vind je een "
                        "keermuur heel goed, probeer dan eens ‘heel goed’. Het went.</p>"
                        "<p>Mijn chef is met pensioen. Op zijn afscheid hield ik een "
                        "toespraak, met grapjes en een traan. Hij luisterde, knikte en "
                        "schudde mijn hand. ‘Best aardig,’ zei hij.</p>"
                    ),
                    en=(
                        "<p>If you have a new colleague from another country, you can "
                        "walk half of the way yourself. Don’t ask, for instance, if "
                        "everything is clear; the answer to that is yes the whole world "
                        "over. Ask which part is taking the most time. And if you think "
                        "a retaining wall very good, why not try ‘very good’? You get "
                        "used to it.</p>"
                        "<p>My boss has retired. At his farewell I made a speech, with "
                        "jokes and a tear. He listened, nodded and shook my hand. ‘Quite "
                        "nice,’ he said.</p>"
                    ),
                ),
            ),
            ("training_card", {"training": "training-nederlanders"}),
        ],
    },
    {
        "key": "heggenschaar",
        "slug": T(nl="de-buurman-met-de-heggenschaar", en="the-neighbour-with-the-hedge-trimmer"),
        "title": T(nl="De buurman met de heggenschaar", en="The neighbour with the hedge trimmer"),
        "introduction": T(
            nl="Hij bedoelde het goed, en de heg was weg. Over helpen zonder het over te nemen.",
            en="He meant well, and the hedge was gone. On helping without taking over.",
        ),
        "cover": Picture(
            "pic-hedge",
            T(
                nl=(
                    "Twee buren bij een half geknipte heg, de een op een krukje met een "
                    "schaar, de ander zwaait"
                ),
                en=(
                    "Two neighbours by a half-clipped hedge, one on a stool with shears, the "
                    "other waving"
                ),
            ),
        ),
        "author": "marit",
        "days_ago": 470,
        "category": "cat-vragen",
        "tags": ["tag-buren", "tag-thuis"],
        "training": None,
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Mijn vader was tachtig en zijn heg liep op sommige plekken "
                        "scheef. Hij knipte hem met de hand, een meter per dag, op een "
                        "krukje. Halverwege de zomer was hij rond en kon hij vooraan "
                        "weer beginnen.</p>"
                        "<p>Op een dinsdag, toen hij bij de oogarts zat, deed de buurman "
                        "het even voor hem. Elektrisch, in twintig minuten, recht als "
                        "een liniaal en een halve meter lager. Toen mijn vader "
                        "thuiskwam, kon hij vanuit zijn stoel de parkeerplaats zien. Hij "
                        "heeft de buurman bedankt. Het krukje ging naar de schuur, en "
                        "daar is het gebleven.</p>"
                        "<p>Ik vertel dit verhaal vaak als iemand me vraagt wat er mis "
                        "kan zijn met helpen.</p>"
                    ),
                    en=(
                        "<p>My father was eighty, and his hedge leaned in places. He "
                        "clipped it by hand, a metre a day, sitting on a stool. By "
                        "midsummer he had come full circle and could start again at the "
                        "front.</p>"
                        "<p>One Tuesday, while he was at the eye doctor’s, the neighbour "
                        "did it for him. With an electric trimmer, in twenty minutes, "
                        "straight as a ruler and half a metre lower. When my father came "
                        "home, he could see the car park from his armchair. He thanked "
                        "the neighbour. The stool went into the shed, and there it "
                        "stayed.</p>"
                        "<p>I often tell this story when people ask me what could "
                        "possibly be wrong with helping.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {
                    "text": T(nl="Drie vragen vooraf", en="Three questions to ask first"),
                    "level": "h2",
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>In de thuiszorg leerde ik, met vallen en opstaan, om drie "
                        "dingen te vragen voor ik ergens een hand naar uitstak.</p>"
                        "<ol>"
                        "<li><b>Wil je dat ik iets doe?</b> Soms wil iemand alleen dat "
                        "je ziet hoe zwaar het is. Dan hoef je niets te pakken en mag je "
                        "erbij komen zitten.</li>"
                        "<li><b>Welk stuk?</b> Mevrouw De Wit kon haar kousen niet meer "
                        "aan, haar schoenen wel. Wie die schoenen ook maar vast aantrok, "
                        "om het op te laten schieten, nam haar de ochtend af.</li>"
                        "<li><b>Hoe doe jij het altijd?</b> De lepels liggen links. Het "
                        "gordijn gaat op een kier. Je vindt het misschien onhandig, maar "
                        "het is haar keuken.</li>"
                        "</ol>"
                    ),
                    en=(
                        "<p>In home nursing I learnt, by trial and error, to ask three "
                        "things before I reached out a hand.</p>"
                        "<ol>"
                        "<li><b>Would you like me to do something?</b> Sometimes people "
                        "only want you to see how hard it is. Then there is nothing to "
                        "pick up, and you may come and sit down.</li>"
                        "<li><b>Which part?</b> Mrs De Wit could no longer manage her "
                        "stockings, but she could put on her shoes. Anyone who slipped "
                        "those on for her as well, to speed things up, robbed her of her "
                        "morning.</li>"
                        "<li><b>How do you always do it?</b> The spoons go on the left. "
                        "The curtain stays open a crack. You may think it awkward, but "
                        "it is her kitchen.</li>"
                        "</ol>"
                    ),
                ),
            ),
            (
                "image",
                {
                    "image": Picture(
                        "pic-ladder",
                        T(
                            nl=(
                                "Een persoon op een ladder plukt appels, een ander houdt de "
                                "ladder vast"
                            ),
                            en="One person on a ladder picking apples, another holding the ladder",
                        ),
                    ),
                    "caption": T(
                        nl="De ladder vasthouden is ook helpen. Misschien wel de beste soort.",
                        en="Holding the ladder is helping, too. Perhaps the best kind.",
                    ),
                },
            ),
            (
                "heading",
                {"text": T(nl="Waarom we overnemen", en="Why we take over"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Overnemen is sneller, en het geeft een prettig gevoel. Je "
                        "gaat naar huis met een rechte heg op je naam. Wie alleen de "
                        "ladder vasthoudt, staat een uur in de zon en heeft aan het eind "
                        "zelf geen appel geplukt.</p>"
                        "<p>Er zit ook ongeduld in, en soms een beetje angst. Kijken "
                        "naar iemand die langzaam doet wat vroeger vlug ging, doet pijn. "
                        "Je pakt de schaar om dat niet te hoeven zien. Ik heb het zelf "
                        "zo vaak gedaan dat ik het bij anderen van verre herken.</p>"
                    ),
                    en=(
                        "<p>Taking over is quicker, and it feels good. You go home with "
                        "a straight hedge to your name. If you only hold the ladder, you "
                        "spend an hour standing in the sun and at the end of it you have "
                        "not picked a single apple yourself.</p>"
                        "<p>There is impatience in it as well, and sometimes a little "
                        "fear. It hurts to watch someone do slowly what they used to do "
                        "fast. You reach for the shears so as not to have to see it. I "
                        "have done it so often myself that I can spot it in others a "
                        "mile off.</p>"
                    ),
                ),
            ),
            (
                "quote",
                {
                    "text": T(
                        nl=(
                            "Hij had me kunnen vragen of hij de hoge kant mocht doen. Daar "
                            "was ik best blij mee geweest."
                        ),
                        en=(
                            "He could have asked me if he might do the tall side. I’d have "
                            "been rather glad of that."
                        ),
                    ),
                    "attribution": T(nl="Mijn vader, later", en="My father, later"),
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Het is nog goed gekomen met die heg. Het jaar daarop belde de "
                        "buurman aan, zonder schaar. Of mijn vader hem kon leren hoe je zo’n "
                        "boog knipt boven het tuinhek. Dat kon hij. Er kwam een tweede "
                        "krukje. De boog is er nog steeds, een beetje scheef, en de buurman "
                        "onderhoudt hem nu met de hand.</p>"
                    ),
                    en=(
                        "<p>All came right with the hedge in the end. The following year the "
                        "neighbour rang the bell, without his trimmer. Could my father teach "
                        "him how to clip an arch like that, over the garden gate? He could. "
                        "A second stool appeared. The arch is still there, leaning slightly, "
                        "and nowadays the neighbour tends it by hand.</p>"
                    ),
                ),
            ),
            (
                "call_to_action",
                {
                    "title": T(
                        nl="Help je iemand en loop je vast?", en="Helping someone, and stuck?"
                    ),
                    "text": T(
                        nl=(
                            "Zorg je voor een ouder, een partner of een kind en weet je niet "
                            "meer waar helpen ophoudt? Bel ons, we denken graag even mee."
                        ),
                        en=(
                            "Do you look after a parent, a partner or a child, and have you "
                            "lost track of where helping ends? Ring us; we are glad to think "
                            "it through with you."
                        ),
                    ),
                    "button": T(nl="Neem contact op", en="Get in touch"),
                    "page": PageLink("contact"),
                },
            ),
        ],
    },
    {
        "key": "dienstrooster",
        "slug": T(nl="wat-ik-leerde-van-het-dienstrooster", en="what-the-duty-roster-taught-me"),
        "title": T(nl="Wat ik leerde van het dienstrooster", en="What the duty roster taught me"),
        "introduction": T(
            nl=(
                "Jarenlang puzzelde ik zeshonderd levens in één schema. Toen gaf ik de "
                "puzzel terug."
            ),
            en=(
                "For years I puzzled six hundred lives into a single chart. Then I gave the "
                "puzzle back."
            ),
        ),
        "cover": Picture(
            "pic-boat",
            T(
                nl="Twee mensen in een roeiboot op een stil meer bij zonsopgang",
                en="Two people in a rowing boat on a still lake at sunrise",
            ),
        ),
        "author": "soufian",
        "days_ago": 640,
        "category": "cat-samenwerken",
        "tags": ["tag-team", "tag-werk"],
        "training": None,
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Een dienstrooster is een soort tapijt. Trek je aan één "
                        "draad, dan komt er aan de andere kant een gat. Chauffeur Henk "
                        "wil op woensdag zijn dochter van zwemles halen, dus moet iemand "
                        "anders lijn 8 van kwart over vier rijden, en die iemand heeft "
                        "een moeder in het ziekenhuis. Ik kende al die draden. Ik was er "
                        "trots op.</p>"
                        "<p>Dat was meteen het probleem. Omdat ik alles wist, praatte "
                        "niemand nog met een ander. Had Henk een vraag, dan kwam hij bij "
                        "mij. Had zijn collega dezelfde vraag andersom, dan kwam die ook "
                        "bij mij. Ze reden elkaar elke dag tegemoet op dezelfde brug en "
                        "staken een hand op.</p>"
                    ),
                    en=(
                        "<p>A duty roster is a kind of carpet. Pull at one thread and a "
                        "hole appears on the other side. Henk, a driver, wants to "
                        "collect his daughter from her swimming lesson on Wednesdays, so "
                        "somebody else has to take the quarter past four on line 8, and "
                        "that somebody has a mother in hospital. I knew all those "
                        "threads. I was proud of it.</p>"
                        "<p>And that was just the trouble. Because I knew everything, "
                        "nobody talked to anyone else. If Henk had a question, he came "
                        "to me. If his colleague had the same question the other way "
                        "round, he came to me as well. They drove past each other on the "
                        "same bridge every day and raised a hand.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {
                    "text": T(nl="De week dat ik griep had", en="The week I had the flu"),
                    "level": "h2",
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>In februari lag ik zes dagen op bed. Mijn chef belde op dag "
                        "twee: het rooster voor de volgende week was er niet. Ik zei dat "
                        "hij het grote vel in de kantine moest hangen, met potloden "
                        "erbij. Zelf dacht ik: dat wordt chaos, en dan weten ze "
                        "tenminste wat ik doe.</p>"
                        "<p>Op maandag kwam ik terug. Het vel hing er nog, grijs van het "
                        "gummen. Alle diensten waren gevuld. Henk reed op woensdag een "
                        "vroege dienst en haalde daarna niet alleen zijn eigen dochter "
                        "van zwemles, maar ook de zoon van een collega. Ik had een half "
                        "jaar gezocht naar een oplossing voor die woensdag.</p>"
                    ),
                    en=(
                        "<p>One February I spent six days in bed. On the second day my "
                        "boss rang: there was no roster for the following week. I told "
                        "him to hang the big sheet in the canteen, with some pencils. "
                        "Secretly I thought: this will be chaos, and at least they’ll "
                        "know then what it is I do.</p>"
                        "<p>On the Monday I came back. The sheet was still there, grey "
                        "with rubbing out. Every shift had been filled. On Wednesdays "
                        "Henk was driving an early shift, after which he collected from "
                        "swimming not only his own daughter but a colleague’s son as "
                        "well. I had spent six months looking for a solution to that "
                        "Wednesday.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {"text": T(nl="Wat ze hadden gedaan", en="What they had done"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Ik heb ze gevraagd hoe het was gegaan. Er was geen vergadering "
                        "geweest en niemand had de leiding genomen. Wel hadden ze, zonder "
                        "het af te spreken, een paar dingen anders gedaan dan ik.</p>"
                    ),
                    en=(
                        "<p>I asked them how it had gone. There had been no meeting, and "
                        "nobody had taken charge. But without ever agreeing on it they had "
                        "done a few things differently from me.</p>"
                    ),
                ),
            ),
            (
                "key_points",
                {
                    "title": T(nl="Vier dingen uit de kantine", en="Four things from the canteen"),
                    "points": [
                        T(
                            nl=(
                                "Ze zeiden erbij waaróm. Ik vroeg alleen welke dag iemand "
                                "vrij wilde; zij vroegen wat er die dag was."
                            ),
                            en=(
                                "They said why. I only ever asked which day people wanted "
                                "off; they asked what was happening that day."
                            ),
                        ),
                        T(
                            nl=(
                                "Ze vroegen het elkaar recht in het gezicht, en niet via een "
                                "briefje in een bakje."
                            ),
                            en=(
                                "They asked each other face to face, rather than by a note "
                                "in a tray."
                            ),
                        ),
                        T(
                            nl=(
                                "Ze gebruikten potlood. Wie een fout maakte, gumde hem uit "
                                "en er volgde geen gesprek."
                            ),
                            en=(
                                "They used pencil. Anyone who made a mistake rubbed it out, "
                                "and no interview followed."
                            ),
                        ),
                        T(
                            nl=(
                                "Ze lieten de lastigste dienst leeg tot het laatst. Toen "
                                "meldden zich er twee."
                            ),
                            en=(
                                "They left the worst shift empty until last. Then two people "
                                "volunteered."
                            ),
                        ),
                    ],
                },
            ),
            ("heading", {"text": T(nl="En ik dan?", en="And what about me?"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Eerst was ik beledigd. Dat heeft een week of twee geduurd. "
                        "Daarna heb ik voorgesteld het zo te houden: zij vullen de "
                        "weken, ik bewaak de wet. Er moeten tussen twee diensten genoeg "
                        "uren zitten, en als dat niet klopt zeg ik nee. Dat bleek een "
                        "heel goede baan.</p>"
                        "<p>Wat ik eraan overhield is een vraag die ik nu in elke groep "
                        "stel: welk probleem los jij op dat de anderen samen beter "
                        "kunnen oplossen? Meestal blijft het even stil. Dan zegt iemand: "
                        "de vakantieplanning. Of: het cadeau voor mijn moeder.</p>"
                        "<p>Laat het eens een week liggen. Hang een vel op, leg er een "
                        "potlood bij. Griep is niet nodig.</p>"
                    ),
                    en=(
                        "<p>At first I was offended. That lasted for about a fortnight. "
                        "Then I proposed that we keep it that way: they would fill in "
                        "the weeks, and I would guard the law. There must be enough "
                        "hours between two shifts, and if there aren’t, I say no. It "
                        "turned out to be a very good job.</p>"
                        "<p>What I was left with is a question that I now put to every "
                        "group: which problem are you solving that the others could "
                        "solve better together? Usually there is a silence. Then "
                        "somebody says: the holiday planning. Or: my mother’s birthday "
                        "present.</p>"
                        "<p>Try leaving it alone for a week. Hang up a sheet of paper "
                        "and put a pencil beside it. You don’t need the flu.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Lees ook", en="Read on"), "level": "h3"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Hoe het is om de nee van het rooster te zijn, beschreef ik in <a "
                        'page="drie-manieren-nee">Drie manieren om nee te zeggen</a>. Wat '
                        "een busbedrijf aan uren en rust moet bijhouden, is nog veel "
                        "ingewikkelder dan ik hier doe voorkomen; de liefhebber leest erover "
                        "bij de <a "
                        'href="https://roosterbond.example/rusttijden">Roosterbond</a>.</p>'
                    ),
                    en=(
                        "<p>What it is like to be the roster’s no, I described in <a "
                        'page="drie-manieren-nee">Three ways of saying no</a>. The rules on '
                        "hours and rest that a bus company has to keep are far more "
                        "complicated than I make out here; enthusiasts may read about them "
                        "on the site of the <a "
                        'href="https://roosterbond.example/rusttijden">Roosterbond</a>, the '
                        "Dutch rostering league.</p>"
                    ),
                ),
            ),
        ],
    },
]
