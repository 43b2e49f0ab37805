"""The demo site's trainings: what they are, where they are held and when.

Days are rules relative to the day of loading, so that the demo never grows old:
`first=("weeks", 5, "monday")` is the Monday of the week five weeks from now, and
`around="clock_change"` counts from the next change of clocks in Europe/Amsterdam.
"""

from home.demo_text import PageLink, Picture, T

INDEX = {
    "slug": T(nl="trainingen", en="trainings"),
    "title": T(nl="Trainingen", en="Training courses"),
    "introduction": T(
        nl=(
            "Van één dag tot zes avonden, overdag of ’s avonds, in een zaal of thuis "
            "achter je scherm. De groepen zijn klein en je oefent met wat je zelf meeneemt."
        ),
        en=(
            "From a single day to six evenings, by day or in the evening, in a room with "
            "others or at home behind your screen. The groups are small, and you practise "
            "with what you bring along yourself."
        ),
    ),
}

LOCATIONS = [
    {
        "key": "loc-utrecht",
        "name": T(nl="De Stille Werf, Utrecht", en="De Stille Werf, Utrecht"),
        "street": "Perenbomenkade 8",
        "postal_code": "3599 ZZ",
        "city": "Utrecht",
        "country": "NL",
        "latitude": 52.0934,
        "longitude": 5.1121,
        "directions": T(
            nl=(
                "<p>Vanaf Utrecht Centraal is het een kwartier lopen, langs het water. "
                "Je herkent het pand aan de groene werfdeur; de bel zit links, op "
                "heuphoogte.</p>"
                "<p>Fietsen zet je in het rek op de binnenplaats. Parkeren is hier duur "
                "en schaars, dus kom liever met de trein. De zaal ligt gelijkvloers.</p>"
            ),
            en=(
                "<p>From Utrecht Centraal it is a quarter of an hour’s walk along the "
                "water. You will know the building by its green warehouse door; the bell "
                "is on the left, at hip height.</p>"
                "<p>There is a rack for bicycles in the courtyard. Parking here is "
                "expensive and scarce, so do come by train if you can. The room is on "
                "the ground floor.</p>"
            ),
        ),
        "time_zone": "Europe/Amsterdam",
        "online": False,
    },
    {
        "key": "loc-amersfoort",
        "name": T(nl="De Oude Zetterij, Amersfoort", en="De Oude Zetterij, Amersfoort"),
        "street": "Loodlettergang 21",
        "postal_code": "3899 ZZ",
        "city": "Amersfoort",
        "country": "NL",
        "latitude": 52.1556,
        "longitude": 5.3892,
        "directions": T(
            nl=(
                "<p>Neem vanaf station Amersfoort Centraal de bus richting binnenstad, "
                "of loop in twintig minuten. De ingang is in de steeg, onder de "
                "lantaarn.</p>"
                "<p>We zitten op de eerste verdieping, er is een lift. Parkeren kan in "
                "de garage om de hoek.</p>"
            ),
            en=(
                "<p>From Amersfoort Centraal take a bus towards the old town, or walk "
                "for twenty minutes. The entrance is in the alley, under the lantern.</p>"
                "<p>We are on the first floor, and there is a lift. You can park in the "
                "garage round the corner.</p>"
            ),
        ),
        "time_zone": "Europe/Amsterdam",
        "online": False,
    },
    {
        "key": "loc-online",
        "name": T(nl="Online (via Zoom)", en="Online (on Zoom)"),
        "street": "",
        "postal_code": "",
        "city": "",
        "country": "",
        "latitude": None,
        "longitude": None,
        "directions": T(
            nl=(
                "<p>De link krijg je per mail, twee dagen van tevoren en nog eens op de "
                "ochtend zelf. Je hoeft niets te installeren; een browser is genoeg.</p>"
                "<p>Een kwartier voor het begin staat de lijn open, zodat je beeld en "
                "geluid kunt proberen.</p>"
            ),
            en=(
                "<p>The link comes by e-mail, two days beforehand and once more on the "
                "morning itself. There is nothing to install; a browser will do.</p>"
                "<p>The line opens a quarter of an hour before we begin, so that you can "
                "try out your picture and sound.</p>"
            ),
        ),
        "time_zone": "Europe/Amsterdam",
        "online": True,
    },
]

_VAT = T(nl="vrijgesteld van btw", en="exempt from VAT")

TRAININGS = [
    {
        "key": "training-hulp",
        "category": "cat-vragen",
        "slug": T(nl="hulp-vragen-kun-je-leren", en="asking-for-help-can-be-learned"),
        "title": T(nl="Hulp vragen kun je leren", en="Asking for help can be learned"),
        "introduction": T(
            nl="Vijf maandagen voor mensen die alles zelf doen, en daar een beetje moe van zijn.",
            en=(
                "Five Mondays for people who do everything themselves and are growing a "
                "little tired of it."
            ),
        ),
        "cover": Picture(
            "pic-ladder",
            T(
                nl=(
                    "Een ladder tegen een appelboom; één persoon plukt, een ander houdt de "
                    "ladder vast"
                ),
                en=(
                    "A ladder against an apple tree; one person is picking, another holds "
                    "the ladder"
                ),
            ),
        ),
        "for_whom": T(
            nl=(
                "<p>Je bent degene bij wie anderen aankloppen. Op je werk, in de "
                "familie, op de vereniging. Zelf klop je zelden aan: je wilt niemand "
                "lastigvallen, je bent sneller klaar als je het alleen doet, en eerlijk "
                "gezegd weet je niet goed hoe je het moet zeggen.</p>"
                "<p>Je hoeft geen groot probleem te hebben om mee te doen. Een "
                "verhuizing, een ingewikkeld verslag of een vader die slechter gaat "
                "lopen is genoeg.</p>"
            ),
            en=(
                "<p>You are the one on whose door other people knock: at work, in the "
                "family, at the club. You seldom knock yourself. You don’t want to "
                "bother anyone, you’re done sooner if you do it alone, and to be honest "
                "you are not quite sure how to put it.</p>"
                "<p>You need no great problem to take part. A house move, a complicated "
                "report or a father who is getting unsteady on his feet will do.</p>"
            ),
        ),
        "take_home": T(
            nl=(
                "<p>Na vijf maandagen:</p>"
                "<ul>"
                "<li>weet je aan wie je wat kunt vragen, en heb je dat minstens vijf "
                "keer gedaan;</li>"
                "<li>kun je een vraag zo stellen dat de ander ook nee kan zeggen;</li>"
                "<li>kun je een nee horen zonder er een week over te piekeren;</li>"
                "<li>kun je hulp aannemen zonder meteen iets terug te doen.</li>"
                "</ul>"
            ),
            en=(
                "<p>After five Mondays you will:</p>"
                "<ul>"
                "<li>know whom you can ask for what, and have done so at least five "
                "times;</li>"
                "<li>be able to ask in such a way that the other person is free to say "
                "no;</li>"
                "<li>be able to hear a no without brooding over it for a week;</li>"
                "<li>be able to accept help without instantly returning the favour.</li>"
                "</ul>"
            ),
        ),
        "programme": [
            {
                "title": T(nl="Wat je allemaal zelf doet", en="All the things you do yourself"),
                "text": T(
                    nl=(
                        "<p>We maken een lijst van wat je deze week alleen hebt gedaan "
                        "en wat daarvan had gekund met een ander erbij. De lijst valt "
                        "altijd langer uit dan mensen denken. ’s Middags zoek je er één "
                        "ding uit, het kleinste, en dat vraag je voor de volgende "
                        "maandag.</p>"
                    ),
                    en=(
                        "<p>We make a list of what you did on your own this week, and of "
                        "how much of it could have been done with somebody else. The "
                        "list always turns out longer than people expect. In the "
                        "afternoon you choose one thing from it, the smallest, and you "
                        "ask for it before next Monday.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="De vraag zelf", en="The question itself"),
                "text": T(
                    nl=(
                        "<p>Veel vragen zijn vermomd als zucht, als grapje of als "
                        "mededeling (‘die kast is ook best zwaar’). We halen de "
                        "vermomming eraf. Je schrijft je vraag op, leest hem voor aan "
                        "één ander en schrapt tot er staat wat je bedoelt.</p>"
                    ),
                    en=(
                        "<p>Many questions come disguised as a sigh, a joke or an "
                        "announcement (‘that wardrobe is rather heavy’). We take off the "
                        "disguise. You write your question down, read it aloud to one "
                        "other person and keep cutting until it says what you mean.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="Als het antwoord nee is", en="When the answer is no"),
                "text": T(
                    nl=(
                        "<p>Vandaag krijg je twintig keer nee, van vriendelijke mensen, "
                        "tot de angel eruit is. Daarna kijken we naar wat er achter een "
                        "nee kan zitten: geen tijd, geen zin, verkeerde moment, "
                        "verkeerde persoon. En je leert zelf zo nee zeggen dat de ander "
                        "het nog eens durft te vragen.</p>"
                    ),
                    en=(
                        "<p>Today you are told no twenty times, by friendly people, "
                        "until it has lost its sting. Then we look at what may lie "
                        "behind a no: no time, no inclination, the wrong moment, the "
                        "wrong person. And you learn to say no yourself, so that the "
                        "other person will dare to ask again.</p>"
                    ),
                ),
            },
            {
                "title": T(
                    nl="Hulp krijgen en het laten gebeuren",
                    en="Being helped, and letting it happen",
                ),
                "text": T(
                    nl=(
                        "<p>Iemand anders laadt jouw vaatwasser in, en doet het "
                        "verkeerd. Wat nu? We oefenen met niet bijsturen, met dank je "
                        "wel zeggen en het daarbij laten. ’s Middags kookt de ene helft "
                        "van de groep voor de andere. Wie niet kookt, blijft zitten.</p>"
                    ),
                    en=(
                        "<p>Somebody else is loading your dishwasher, and doing it "
                        "wrong. What now? We practise not correcting, and saying thank "
                        "you and leaving it at that. In the afternoon one half of the "
                        "group cooks for the other. Those who aren’t cooking stay in "
                        "their seats.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="De grote vraag", en="The big question"),
                "text": T(
                    nl=(
                        "<p>Iedereen heeft er een, de vraag waar je om deze training "
                        "bent gaan doen. Je bereidt hem voor met twee anderen, en wie "
                        "wil, belt diezelfde middag nog. We sluiten af met taart en met "
                        "een afspraak: over drie maanden hoor je van je groepsgenoten "
                        "hoe het ging.</p>"
                    ),
                    en=(
                        "<p>Everybody has one: the question that made you sign up in the "
                        "first place. You prepare it with two others, and if you like "
                        "you make the call that same afternoon. We finish with cake, and "
                        "with an agreement: in three months’ time the others in your "
                        "group will ask you how it went.</p>"
                    ),
                ),
            },
        ],
        "trainers": ["marit", "joyce"],
        "price": "1250.00",
        "vat_note": _VAT,
        "capacity": 12,
        "location": "loc-utrecht",
        "language": "nl",
        "body": [
            (
                "heading",
                {"text": T(nl="Waarom vijf maandagen?", en="Why five Mondays?"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Omdat je het in de week ertussen moet doen. In een zaal kan "
                        "iedereen om hulp vragen; het gaat om de dinsdag erna, als je "
                        "met een te zware tas voor de trap staat. Elke maandag begint "
                        "daarom met de vraag: en, wat heb je gevraagd?</p>"
                        "<p>Wil je eerst lezen of je jezelf herkent? Marit schreef <a "
                        'page="acht-redenen">acht redenen op waarom we geen hulp '
                        "vragen</a>.</p>"
                    ),
                    en=(
                        "<p>Because you have to do it in the week between. In a "
                        "classroom anyone can ask for help; what counts is the Tuesday "
                        "after, when you are standing at the bottom of the stairs with a "
                        "bag that is too heavy. So each Monday begins with the question: "
                        "well, what did you ask for?</p>"
                        "<p>Would you like to see first whether you recognise yourself? "
                        'Marit has written down <a page="acht-redenen">eight reasons why '
                        "we don’t ask for help</a>.</p>"
                    ),
                ),
            ),
            (
                "quote",
                {
                    "text": T(
                        nl=(
                            "De derde maandag heb ik mijn zwager gebeld. Hij zei: eindelijk. "
                            "Hij wachtte al een jaar."
                        ),
                        en=(
                            "On the third Monday I rang my brother-in-law. He said: at last. "
                            "He had been waiting for a year."
                        ),
                    ),
                    "attribution": T(nl="Een deelnemer uit Houten", en="A participant from Houten"),
                },
            ),
        ],
        "questions": [
            {
                "question": T(nl="Wat als ik een maandag mis?", en="What if I miss a Monday?"),
                "answer": T(
                    nl=(
                        "<p>Eén dag missen kan. Je haalt hem in met een volgende groep. "
                        "Weet je nu al dat je twee keer niet kunt, wacht dan liever op "
                        "de volgende reeks.</p>"
                    ),
                    en=(
                        "<p>Missing one day is no problem: you make it up with a "
                        "later group. If you already know that you will be away twice, "
                        "it is better to wait for the next series.</p>"
                    ),
                ),
            },
            {
                "question": T(
                    nl="Ik vind praten in groepen verschrikkelijk. Kan ik meedoen?",
                    en="I hate speaking in groups. Can I join?",
                ),
                "answer": T(
                    nl=(
                        "<p>Ja. Het meeste doe je met z’n tweeën. In de kring mag je "
                        "altijd ‘ik sla over’ zeggen, en niemand vraagt dan waarom.</p>"
                    ),
                    en=(
                        "<p>Yes. Most of the work is done in pairs. In the circle you "
                        "may always say ‘pass’, and nobody will ask you why.</p>"
                    ),
                ),
            },
        ],
    },
    {
        "key": "training-luisteren",
        "category": "cat-luisteren",
        "slug": T(nl="luisteren-zonder-haast", en="unhurried-listening"),
        "title": T(nl="Luisteren zonder haast", en="Unhurried listening"),
        "introduction": T(
            nl="Zes dinsdagavonden waarop je leert je mond te houden, en wat er dan gebeurt.",
            en=(
                "Six Tuesday evenings on which you learn to keep quiet, and find out what "
                "happens when you do."
            ),
        ),
        "cover": Picture(
            "pic-street",
            T(
                nl="Een straat met verlichte ramen onder een avondhemel",
                en="A street with lit windows under an evening sky",
            ),
        ),
        "for_whom": T(
            nl=(
                "<p>Voor iedereen die vaak te horen krijgt ‘laat me nou even uitpraten’. "
                "En voor wie het zelf merkt: je zit al aan je antwoord te werken als de "
                "ander nog halverwege de zin is.</p>"
                "<p>Er komen leidinggevenden, ouders van pubers, leraren, en een keer "
                "een kapper, die de beste luisteraar van de groep bleek.</p>"
            ),
            en=(
                "<p>For anyone who is often told ‘do let me finish’. And for those who "
                "notice it themselves: you are already at work on your answer while the "
                "other person is only halfway through the sentence.</p>"
                "<p>Managers come, and parents of teenagers, and teachers, and once a "
                "hairdresser, who turned out to be the best listener in the group.</p>"
            ),
        ),
        "take_home": T(
            nl=(
                "<ul>"
                "<li>Je kunt een stilte van tien tellen laten bestaan.</li>"
                "<li>Je stelt vragen waar je het antwoord niet al van weet.</li>"
                "<li>Je merkt het als je afdwaalt, en je komt terug.</li>"
                "<li>Je kunt iemands verhaal samenvatten in één zin waarop hij ‘ja, "
                "precies’ zegt.</li>"
                "</ul>"
            ),
            en=(
                "<ul>"
                "<li>You can let a silence last for a count of ten.</li>"
                "<li>You ask questions to which you do not already know the answer.</li>"
                "<li>You notice when your mind wanders, and you come back.</li>"
                "<li>You can sum up somebody’s story in a single sentence that makes "
                "them say ‘yes, exactly’.</li>"
                "</ul>"
            ),
        ),
        "programme": [
            {
                "title": T(
                    nl="Wat je hoort als je niets zegt", en="What you hear when you say nothing"
                ),
                "text": T(
                    nl=(
                        "<p>Drie minuten luisteren zonder iets terug te zeggen. Het klinkt "
                        "als weinig. Daarna praten we over wat je allemaal had willen "
                        "zeggen.</p>"
                    ),
                    en=(
                        "<p>Listening for three minutes without saying anything back. It "
                        "sounds like very little. Then we talk about everything you would "
                        "have liked to say.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="De open vraag", en="The open question"),
                "text": T(
                    nl=(
                        "<p>Van ‘heb je al gedacht aan…’ naar ‘wat heb je al geprobeerd?’. "
                        "We verzamelen vragen die geen verkapt advies zijn.</p>"
                    ),
                    en=(
                        "<p>From ‘have you thought of…’ to ‘what have you tried so far?’. We "
                        "collect questions that are not advice in disguise.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="Samenvatten", en="Summing up"),
                "text": T(
                    nl=(
                        "<p>Teruggeven wat je hoorde, korter dan het gezegd werd en zonder "
                        "er iets bij te verzinnen. Lastiger dan het lijkt, en het leukst van "
                        "alle avonden.</p>"
                    ),
                    en=(
                        "<p>Giving back what you heard, in fewer words than it was said and "
                        "without making anything up. It is harder than it looks, and the "
                        "most enjoyable evening of all.</p>"
                    ),
                ),
            },
            {
                "title": T(
                    nl="Luisteren als je het er niet mee eens bent",
                    en="Listening when you disagree",
                ),
                "text": T(
                    nl=(
                        "<p>We kiezen onderwerpen waarover de groep echt verdeeld is, "
                        "vuurwerk bijvoorbeeld. Je mag pas reageren als de ander vindt dat "
                        "je hem begrepen hebt.</p>"
                    ),
                    en=(
                        "<p>We choose subjects on which the group is truly divided: "
                        "fireworks, for instance. You may reply only once the other person "
                        "feels that you have understood.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="Luisteren als het pijn doet", en="Listening when it hurts"),
                "text": T(
                    nl=(
                        "<p>Iemand vertelt iets verdrietigs en jij wilt het oplossen. "
                        "Vanavond los je niets op. We hebben zakdoeken en veel tijd.</p>"
                    ),
                    en=(
                        "<p>Someone tells you something sad and you want to solve it. "
                        "Tonight you solve nothing. We have tissues, and plenty of time.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="De gast", en="The guest"),
                "text": T(
                    nl=(
                        "<p>Je neemt iemand mee met wie je graag eens goed zou praten. "
                        "Daarna drinken we een glas, en wordt er alsnog door elkaar "
                        "gepraat.</p>"
                    ),
                    en=(
                        "<p>You bring somebody with whom you would like to have a proper "
                        "conversation. Afterwards we have a drink, and everyone gets to talk "
                        "at once after all.</p>"
                    ),
                ),
            },
        ],
        "trainers": ["marit"],
        "price": "495.00",
        "vat_note": _VAT,
        "capacity": 10,
        "location": "loc-utrecht",
        "language": "nl",
        "body": [
            (
                "callout",
                {
                    "kind": "note",
                    "title": T(nl="Soep om half zeven", en="Soup at half past six"),
                    "text": T(
                        nl=(
                            "<p>Kom je rechtstreeks uit je werk, dan staat er vanaf half "
                            "zeven soep. Die zit bij de prijs in. Laat op maandag even weten "
                            "of je mee-eet.</p>"
                        ),
                        en=(
                            "<p>If you come straight from work, there is soup from half past "
                            "six. It is included in the price. Just tell us on Monday "
                            "whether you will be eating with us.</p>"
                        ),
                    ),
                },
            ),
        ],
        "questions": [
            {
                "question": T(nl="Is er huiswerk?", en="Is there homework?"),
                "answer": T(
                    nl=(
                        "<p>Eén gesprek per week van een kwartier, met iemand die je toch al "
                        "spreekt. Opschrijven hoeft niet.</p>"
                    ),
                    en=(
                        "<p>One conversation a week, a quarter of an hour long, with "
                        "somebody you speak to anyway. You need not write anything down.</p>"
                    ),
                ),
            },
        ],
    },
    {
        "key": "training-nee",
        "category": "cat-grenzen",
        "slug": T(nl="nee-zeggen-zonder-ruzie", en="saying-no-without-a-row"),
        "title": T(nl="Nee zeggen zonder ruzie", en="Saying no without a row"),
        "introduction": T(
            nl=(
                "Eén dag oefenen met een woord van drie letters, met je baas, je moeder en "
                "de penningmeester van de volleybalclub in gedachten."
            ),
            en=(
                "One day of practising a word of two letters, with your boss, your mother "
                "and the treasurer of the volleyball club in mind."
            ),
        ),
        "cover": Picture(
            "pic-gate",
            T(
                nl="Een wit hek in een groene polder, met knotwilgen langs een sloot",
                en="A white gate in a green polder, with pollard willows along a ditch",
            ),
        ),
        "for_whom": T(
            nl=(
                "<p>Je zei ja en had er op de fiets naar huis al spijt van. Dat overkomt "
                "iedereen, maar bij jou is het bijna elke dag raak, en je agenda loopt "
                "er vol van.</p>"
            ),
            en=(
                "<p>You said yes, and by the time you were cycling home you regretted "
                "it. It happens to everybody, but to you it happens almost daily, and "
                "your diary is filling up with it.</p>"
            ),
        ),
        "take_home": T(
            nl=(
                "<ul>"
                "<li>Een zin waarmee je tijd wint, zodat je niet meteen hoeft te "
                "antwoorden.</li>"
                "<li>Drie manieren om nee te zeggen die bij jou passen.</li>"
                "<li>Een lijstje van dingen die je met plezier blijft doen.</li>"
                "</ul>"
            ),
            en=(
                "<ul>"
                "<li>A sentence that buys you time, so that you need not answer straight "
                "away.</li>"
                "<li>Three ways of saying no that suit you.</li>"
                "<li>A short list of things you will happily go on doing.</li>"
                "</ul>"
            ),
        ),
        "programme": [
            {
                "title": T(
                    nl="Van ‘ja hoor’ naar ‘deze keer niet’",
                    en="From ‘of course’ to ‘not this time’",
                ),
                "text": T(
                    nl=(
                        "<p>’s Ochtends zoeken we uit aan wie je geen nee durft te "
                        "zeggen en wat er volgens jou zou gebeuren als je het deed. Na "
                        "de lunch zeg je het: eerst zonder reden erbij, dan met één "
                        "reden, dan met een ander voorstel. Om vier uur schrijf je het "
                        "berichtje dat al een week in je hoofd zit. Versturen mag "
                        "thuis.</p>"
                    ),
                    en=(
                        "<p>In the morning we work out to whom you dare not say no, and "
                        "what you believe would happen if you did. After lunch you say "
                        "it: first without a reason, then with one reason, then with "
                        "another suggestion. At four o’clock you write the message that "
                        "has been in your head for a week. You can wait until you are "
                        "home to send it.</p>"
                    ),
                ),
            },
        ],
        "trainers": ["soufian"],
        "price": "295.00",
        "vat_note": _VAT,
        "capacity": 12,
        "location": "loc-amersfoort",
        "language": "nl",
        "body": [
            (
                "text",
                T(
                    nl=(
                        "<p>Soufian maakte jarenlang roosters en zei in een gewone week "
                        "veertig keer nee. Hij schreef op wat hij daarvan leerde in <a "
                        'page="drie-manieren-nee">Drie manieren om nee te zeggen</a>.</p>'
                    ),
                    en=(
                        "<p>Soufian spent years drawing up rosters, and in an ordinary "
                        "week he said no forty times. He wrote down what it taught him "
                        'in <a page="drie-manieren-nee">Three ways of saying no</a>.</p>'
                    ),
                ),
            ),
        ],
        "questions": [
            {
                "question": T(
                    nl="Word ik hier een botterik van?",
                    en="Will this turn me into a boor?",
                ),
                "answer": T(
                    nl=(
                        "<p>Nee. De meeste mensen die zich dat afvragen hebben nog een lange "
                        "weg te gaan voor ze bot worden.</p>"
                    ),
                    en=(
                        "<p>No. Most people who wonder about that have a very long way to go "
                        "before they become rude.</p>"
                    ),
                ),
            },
            {
                "question": T(
                    nl="Kan ik met een collega komen?",
                    en="May I come with a colleague?",
                ),
                "answer": T(
                    nl=(
                        "<p>Graag, al zetten we jullie in verschillende groepjes. Met je "
                        "leidinggevende samen raden we af.</p>"
                    ),
                    en=(
                        "<p>By all means, though we will put you in different groups. We "
                        "advise against bringing your manager.</p>"
                    ),
                ),
            },
        ],
    },
    {
        "key": "training-afstand",
        "category": "cat-samenwerken",
        "slug": T(nl="samenwerken-op-afstand", en="working-together-apart"),
        "title": T(nl="Samenwerken op afstand", en="Working together, apart"),
        "introduction": T(
            nl=(
                "Drie online ochtenden voor mensen die hun collega’s vooral als rechthoekje kennen."
            ),
            en="Three online mornings for people who know their colleagues mainly as rectangles.",
        ),
        "cover": Picture(
            "pic-desk",
            T(
                nl="Een bureau met een laptop, een plant en een mok voor een raam",
                en="A desk with a laptop, a plant and a mug in front of a window",
            ),
        ),
        "for_whom": T(
            nl=(
                "<p>Je werkt een groot deel van de week thuis, of je team zit verspreid "
                "over een paar plaatsen. Het werk komt af. Toch blijven vragen liggen, "
                "worden berichtjes korter en weet je van sommige collega’s niet of ze "
                "een goede week hebben.</p>"
                "<p>Je kunt alleen komen of met je hele team. Met een team vanaf zes "
                "mensen plannen we een eigen reeks.</p>"
            ),
            en=(
                "<p>You work from home for much of the week, or your team is spread over "
                "several places. The work gets done. Yet questions lie unanswered, "
                "messages grow shorter, and there are colleagues of whom you couldn’t "
                "say whether they are having a good week.</p>"
                "<p>You can come alone or with your whole team. For teams of six or more "
                "we schedule a separate series.</p>"
            ),
        ),
        "take_home": T(
            nl=(
                "<ul>"
                "<li>Een manier om ‘ik loop vast’ te zeggen in een berichtje van twee "
                "regels.</li>"
                "<li>Een weekritme met minder vergaderingen en meer korte "
                "gesprekken.</li>"
                "<li>Afspraken over wanneer je níét bereikbaar bent.</li>"
                "</ul>"
            ),
            en=(
                "<ul>"
                "<li>A way of saying ‘I’m stuck’ in a message of two lines.</li>"
                "<li>A weekly rhythm with fewer meetings and more short "
                "conversations.</li>"
                "<li>Agreements on when you cannot be reached.</li>"
                "</ul>"
            ),
        ),
        "programme": [
            {
                "title": T(nl="Zien en gezien worden", en="Seeing and being seen"),
                "text": T(
                    nl=(
                        "<p>Wat je mist als je elkaar niet bij het koffieapparaat tegenkomt, "
                        "en wat je daarvoor in de plaats kunt zetten. Je brengt in kaart met "
                        "wie je deze week echt hebt gepraat.</p>"
                    ),
                    en=(
                        "<p>What you miss when you never bump into each other at the coffee "
                        "machine, and what you can put in its place. You map out whom you "
                        "have really talked to this week.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="Schrijven dat je vastloopt", en="Writing that you are stuck"),
                "text": T(
                    nl=(
                        "<p>Een goede hulpvraag in een chat past op een telefoonscherm. We "
                        "herschrijven die van elkaar, en bellen als bellen beter is.</p>"
                    ),
                    en=(
                        "<p>A good request for help in a chat fits on the screen of a "
                        "telephone. We rewrite each other’s, and ring when ringing is "
                        "better.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="Vergaderen met de camera uit", en="Meeting with the camera off"),
                "text": T(
                    nl=(
                        "<p>We houden dezelfde vergadering op drie manieren: met beeld, "
                        "zonder beeld en al wandelend. Daarna kiest iedereen wat zijn eigen "
                        "team past.</p>"
                    ),
                    en=(
                        "<p>We hold the same meeting in three ways: with video, without "
                        "video, and while out walking. Then everyone chooses what suits "
                        "their own team.</p>"
                    ),
                ),
            },
        ],
        "trainers": ["soufian"],
        "price": "345.00",
        "vat_note": _VAT,
        "capacity": 12,
        "location": "loc-online",
        "language": "nl",
        "body": [
            (
                "key_points",
                {
                    "title": T(nl="Wat je nodig hebt", en="What you need"),
                    "points": [
                        T(
                            nl=(
                                "Een computer met camera en microfoon, en een koptelefoon "
                                "als er meer mensen thuis zijn."
                            ),
                            en=(
                                "A computer with a camera and a microphone, and headphones "
                                "if there are other people at home."
                            ),
                        ),
                        T(nl="Een deur die dicht kan.", en="A door that closes."),
                        T(
                            nl="Schoenen voor de derde ochtend, want dan gaan we naar buiten.",
                            en="Shoes for the third morning, because that is when we go outdoors.",
                        ),
                    ],
                },
            ),
        ],
        "questions": [
            {
                "question": T(nl="Worden de ochtenden opgenomen?", en="Are the mornings recorded?"),
                "answer": T(
                    nl=(
                        "<p>Nee. Mensen praten vrijer als er niets wordt bewaard. Je krijgt "
                        "wel een verslag van de oefeningen.</p>"
                    ),
                    en=(
                        "<p>No. People talk more freely when nothing is kept. You do receive "
                        "a write-up of the exercises.</p>"
                    ),
                ),
            },
        ],
    },
    {
        "key": "training-nederlanders",
        "category": "cat-samenwerken",
        "slug": T(nl="werken-met-nederlanders", en="working-with-the-dutch"),
        "title": T(nl="Werken met Nederlanders", en="Working with the Dutch"),
        "introduction": T(
            nl=(
                "Twee dagen, in het Engels, voor wie hier uit een ander land is komen werken "
                "en zich afvraagt of die collega nu boos was."
            ),
            en=(
                "Two days, in English, for those who have come to work here from another "
                "country and wonder whether that colleague was angry just now."
            ),
        ),
        "cover": Picture(
            "pic-bridge",
            T(
                nl=(
                    "Een bakstenen boogbrug over een gracht met trapgevels en een fiets "
                    "tegen de leuning"
                ),
                en=(
                    "A brick arched bridge over a canal with gabled houses and a bicycle "
                    "against the railing"
                ),
            ),
        ),
        "for_whom": T(
            nl=(
                "<p>Je werkt in Nederland en je komt uit een land waar je anders "
                "vergadert, anders vraagt en anders nee zegt. Je collega’s zijn aardig. "
                "Je begrijpt ze alleen niet altijd, en zij jou ook niet.</p>"
                "<p>De voertaal is Engels. Nederlands hoef je niet te kunnen; je leert "
                "wel twaalf woorden die veel uitmaken, zoals <i>hoor</i>.</p>"
            ),
            en=(
                "<p>You work in the Netherlands and come from a country where people "
                "meet differently, ask differently and say no differently. Your "
                "colleagues are kind. It is just that you don’t always understand them, "
                "nor they you.</p>"
                "<p>We work in English. You need no Dutch, though you will learn twelve "
                "words that make a great difference, such as <i>hoor</i>.</p>"
            ),
        ),
        "take_home": T(
            nl=(
                "<ul>"
                "<li>Je hoort het verschil tussen een mening, een grap en een "
                "besluit.</li>"
                "<li>Je kunt om hulp vragen op een manier die hier gewoon is, en toch "
                "jezelf blijven.</li>"
                "<li>Je weet wat je doet als iemand zegt dat het ‘best aardig’ is.</li>"
                "</ul>"
            ),
            en=(
                "<ul>"
                "<li>You can hear the difference between an opinion, a joke and a "
                "decision.</li>"
                "<li>You can ask for help in a way that is normal here, and remain "
                "yourself.</li>"
                "<li>You know what to do when somebody says it is ‘quite nice’.</li>"
                "</ul>"
            ),
        ),
        "programme": [
            {
                "title": T(
                    nl="Wat ze zeggen en wat ze bedoelen", en="What they say and what they mean"
                ),
                "text": T(
                    nl=(
                        "<p>We luisteren naar opnames van echte werkgesprekken, nagespeeld, "
                        "en raden wat er werd besloten. Daarna jouw eigen voorbeelden: "
                        "mailtjes, opmerkingen bij het koffieapparaat, de stilte na je "
                        "presentatie.</p>"
                    ),
                    en=(
                        "<p>We listen to re-enacted recordings of real conversations at "
                        "work, and guess what was decided. Then come your own examples: "
                        "e-mails, remarks by the coffee machine, the silence after your "
                        "presentation.</p>"
                    ),
                ),
            },
            {
                "title": T(nl="Zelf iets zeggen", en="Saying something yourself"),
                "text": T(
                    nl=(
                        "<p>Vragen, tegenspreken, bedanken en op tijd naar huis gaan. ’s "
                        "Middags komen er drie Nederlanders lunchen, die eerlijk zeggen wat "
                        "ze ervan vinden. Daar zijn ze goed in.</p>"
                    ),
                    en=(
                        "<p>Asking, contradicting, thanking, and going home on time. In the "
                        "afternoon three Dutch people come to lunch and tell you frankly "
                        "what they think. They are good at that.</p>"
                    ),
                ),
            },
        ],
        "asks": [
            (
                "text",
                {
                    "question": T(
                        nl="Welk moment op je werk begreep je niet?",
                        en="Which moment at work did you not understand?",
                    ),
                    "required": False,
                },
            ),
            (
                "choice",
                {
                    "question": T(
                        nl="Hoelang werk je al in Nederland?",
                        en="How long have you been working in the Netherlands?",
                    ),
                    "required": True,
                    "options": [
                        T(nl="Korter dan een jaar", en="Less than a year"),
                        T(nl="Een tot vijf jaar", en="One to five years"),
                        T(nl="Langer dan vijf jaar", en="More than five years"),
                    ],
                },
            ),
            (
                "yes_no",
                {
                    "question": T(
                        nl="Eet je vegetarisch?",
                        en="Do you eat vegetarian food?",
                    ),
                    "required": True,
                },
            ),
        ],
        "bring": T(
            nl="<p>Neem een mailtje mee dat je nooit helemaal hebt begrepen.</p>",
            en="<p>Bring an e-mail that you have never quite understood.</p>",
        ),
        "trainers": ["joyce"],
        "price": "640.00",
        "vat_note": _VAT,
        "capacity": 12,
        "location": "loc-utrecht",
        "language": "en",
        "body": [
            (
                "quote",
                {
                    "text": T(
                        nl=(
                            "Mijn manager zei twee jaar lang ‘interessant’. Nu weet ik dat "
                            "hij het geen goed plan vond."
                        ),
                        en=(
                            "For two years my manager kept saying ‘interesting’. Now I know "
                            "he thought it a bad plan."
                        ),
                    ),
                    "attribution": T(
                        nl="Een deelnemer, ingenieur uit Porto",
                        en="A participant, an engineer from Porto",
                    ),
                },
            ),
            (
                "call_to_action",
                {
                    "title": T(nl="Met je hele afdeling?", en="With your whole department?"),
                    "text": T(
                        nl=(
                            "We geven deze training ook op jullie eigen werkplek, het liefst "
                            "aan Nederlanders en nieuwkomers tegelijk."
                        ),
                        en=(
                            "We also teach this course at your own workplace, preferably to "
                            "Dutch people and newcomers together."
                        ),
                    ),
                    "button": T(nl="Overleg met Joyce", en="Talk to Joyce"),
                    "page": PageLink("contact"),
                },
            ),
        ],
        "questions": [
            {
                "question": T(
                    nl="Hoe goed moet mijn Engels zijn?", en="How good must my English be?"
                ),
                "answer": T(
                    nl=(
                        "<p>Goed genoeg om een vergadering te volgen. Fouten maken we "
                        "allemaal, de trainer ook.</p>"
                    ),
                    en=(
                        "<p>Good enough to follow a meeting. We all make mistakes, the "
                        "trainer included.</p>"
                    ),
                ),
            },
            {
                "question": T(
                    nl="Mogen Nederlanders meedoen?",
                    en="Are Dutch people allowed to join?",
                ),
                "answer": T(
                    nl=(
                        "<p>Zeker, per groep is er plek voor twee. Ze schrikken meestal meer "
                        "dan de anderen.</p>"
                    ),
                    en=(
                        "<p>Certainly: each group has room for two. They are usually more "
                        "startled than the others.</p>"
                    ),
                ),
            },
        ],
    },
    # No run of it is planned.
    {
        "key": "training-aannemen",
        "category": "cat-vragen",
        "slug": T(nl="hulp-aannemen", en="accepting-help"),
        "title": T(nl="Hulp aannemen", en="Accepting help"),
        "introduction": T(
            nl="Eén avond voor wie ‘doe geen moeite’ zegt terwijl de moeite al gedaan is.",
            en="One evening for those who say ‘don’t trouble yourself’ when the trouble has been taken.",
        ),
        "cover": Picture(
            "pic-hedge",
            T(
                nl="Twee buren praten over een heg heen",
                en="Two neighbours talking across a hedge",
            ),
        ),
        "for_whom": T(
            nl=(
                "<p>Iemand zet een pan soep voor je deur, neemt je dienst over of draagt je "
                "koffer de trap op. Jij bedankt drie keer te veel en bedenkt op de terugweg "
                "hoe je het goedmaakt.</p>"
            ),
            en=(
                "<p>Somebody leaves a pan of soup on your doorstep, takes over your shift or "
                "carries your suitcase up the stairs. You thank them three times too often, "
                "and on the way home you work out how to make it up to them.</p>"
            ),
        ),
        "take_home": T(
            nl=(
                "<ul>"
                "<li>Eén keer dankjewel zeggen en het daarbij laten.</li>"
                "<li>Zeggen wat je wél nodig hebt als iemand met het verkeerde helpt.</li>"
                "</ul>"
            ),
            en=(
                "<ul>"
                "<li>Saying thank you once, and leaving it at that.</li>"
                "<li>Saying what you do need when somebody helps with the wrong thing.</li>"
                "</ul>"
            ),
        ),
        "programme": [
            {
                "title": T(nl="Dankjewel, punt", en="Thank you, full stop"),
                "text": T(
                    nl=(
                        "<p>We krijgen allemaal iets van een ander: een jas die wordt "
                        "aangereikt, een complimentje, een uur werk. Je oefent om het aan te "
                        "nemen zonder grapje en zonder tegenbod. Na de pauze zeggen we vriendelijk "
                        "dat het net iets anders moet.</p>"
                    ),
                    en=(
                        "<p>We all get something from somebody else: a coat held out, a "
                        "compliment, an hour of work. You practise accepting it without a joke "
                        "and without an offer in return. After the break we say, kindly, that we "
                        "need it done slightly differently.</p>"
                    ),
                ),
            },
        ],
        "trainers": ["marit"],
        "price": "95.00",
        "vat_note": _VAT,
        "capacity": 12,
        "location": "loc-utrecht",
        "language": "nl",
        "body": [],
        "questions": [
            {
                "question": T(
                    nl="Moet ik eerst ‘Hulp vragen’ hebben gedaan?",
                    en="Must I have done ‘Asking for help’ first?",
                ),
                "answer": T(
                    nl="<p>Nee. Veel mensen vinden aannemen moeilijker dan vragen.</p>",
                    en="<p>No. Many people find accepting harder than asking.</p>",
                ),
            },
        ],
    },
]

EDITIONS = [
    # Past.
    {
        "training": "training-luisteren",
        "location": "loc-utrecht",
        "capacity": 10,
        "language": "nl",
        "status": "scheduled",
        "people": {"confirmed": 9},
        "days": {
            "first": ("weeks", -34, "tuesday"),
            "every_weeks": 1,
            "count": 6,
            "starts": "19:30",
            "ends": "22:00",
        },
    },
    {
        "training": "training-hulp",
        "location": "loc-utrecht",
        "capacity": 12,
        "language": "nl",
        "status": "scheduled",
        "people": {"confirmed": 12, "withdrawn": 1},
        "days": {
            "first": ("weeks", -16, "monday"),
            "every_weeks": 1,
            "count": 5,
            "starts": "09:30",
            "ends": "16:30",
        },
    },
    # Soon, within two weeks.
    {
        "training": "training-nee",
        "location": "loc-amersfoort",
        "capacity": 12,
        "language": "nl",
        "status": "scheduled",
        # Almost full.
        "people": {"confirmed": 12, "withdrawn": 1},
        "days": {
            "first": ("weeks", 1, "friday"),
            "every_weeks": 1,
            "count": 1,
            "starts": "09:30",
            "ends": "16:30",
        },
    },
    # Later.
    {
        "training": "training-afstand",
        "location": "loc-online",
        "capacity": 12,
        "language": "nl",
        "status": "scheduled",
        "people": {"confirmed": 4, "asked": 1},
        "days": {
            "first": ("weeks", 3, "thursday"),
            "every_weeks": 1,
            "count": 3,
            "starts": "09:30",
            "ends": "12:00",
        },
    },
    {
        "training": "training-nee",
        "location": "loc-utrecht",
        "capacity": 12,
        "language": "nl",
        "status": "cancelled",
        "reason": T(
            nl=(
                "Er hadden zich te weinig mensen aangemeld om met elkaar te oefenen. "
                "Een paar weken later geeft Soufian de training weer."
            ),
            en=(
                "Too few people had enrolled to practise on each other. "
                "Soufian will give the course again a few weeks later."
            ),
        ),
        "days": {
            "first": ("weeks", 4, "thursday"),
            "every_weeks": 1,
            "count": 1,
            "starts": "09:30",
            "ends": "16:30",
        },
    },
    {
        "training": "training-hulp",
        "location": "loc-utrecht",
        "capacity": 12,
        "language": "nl",
        "status": "scheduled",
        # Full; who withdrew left a place that is offered to the first in the line.
        "people": {"confirmed": 12, "waiting": 4, "withdrawn": 1},
        "days": {
            "first": ("weeks", 5, "monday"),
            "every_weeks": 1,
            "count": 5,
            "starts": "09:30",
            "ends": "16:30",
        },
    },
    # In English, two Wednesdays with a week between.
    {
        "training": "training-nederlanders",
        "location": "loc-utrecht",
        "capacity": 12,
        "language": "en",
        "status": "scheduled",
        "people": {"confirmed": 5, "withdrawn": 1},
        "days": {
            "first": ("weeks", 7, "wednesday"),
            "every_weeks": 2,
            "count": 2,
            "starts": "09:30",
            "ends": "17:00",
        },
    },
    {
        "training": "training-nee",
        "location": "loc-amersfoort",
        "capacity": 12,
        "language": "nl",
        "status": "scheduled",
        # Planned a week earlier, and moved.
        "moved_from": ("weeks", 9, "friday"),
        "days": {
            "first": ("weeks", 10, "friday"),
            "every_weeks": 1,
            "count": 1,
            "starts": "09:30",
            "ends": "16:30",
        },
    },
    {
        "training": "training-nederlanders",
        "location": "loc-amersfoort",
        "capacity": 10,
        "language": "en",
        "status": "postponed",
        "reason": T(
            nl="Te weinig mensen konden op deze twee woensdagen. We zoeken andere.",
            en="Too few people could make these two Wednesdays. We are looking for others.",
        ),
        "days": {
            "first": ("weeks", 12, "wednesday"),
            "every_weeks": 2,
            "count": 2,
            "starts": "09:30",
            "ends": "17:00",
        },
    },
    {
        "training": "training-hulp",
        "location": "loc-amersfoort",
        "capacity": 10,
        "language": "nl",
        "status": "scheduled",
        "days": {
            "first": ("weeks", 14, "monday"),
            "every_weeks": 1,
            "count": 5,
            "starts": "10:00",
            "ends": "17:00",
        },
    },
    # Three evenings before the clocks change and three after.
    {
        "training": "training-luisteren",
        "location": "loc-utrecht",
        "capacity": 10,
        "language": "nl",
        "status": "scheduled",
        "days": {
            "around": "clock_change",
            "weekday": "tuesday",
            "before": 3,
            "count": 6,
            "starts": "19:30",
            "ends": "22:00",
        },
    },
]

# Nobody that exists: who enrolled, in the order in which they come by; example.org takes no mail.
ENROLLED = [
    ("Fenna Dijkgraaf", "Thuiszorg De Brink", ""),
    ("Bram Oosterling", "", "Ik kom met de rolstoel; is er een lift?"),
    ("Naima El Fassi", "Wijkteam Noord", ""),
    ("Joost Verkade", "", ""),
    ("Sanne Tolsma", "Basisschool De Kiem", "Ik eet geen vlees."),
    ("Ruben Achterberg", "", ""),
    ("Yasmin Kaplan", "Gemeente Zeist", ""),
    ("Gerda Nieuwland", "", "Mag mijn hulphond mee?"),
    ("Teun Lammers", "Bouwbedrijf Lammers", ""),
    ("Aisha Mahabier", "", ""),
    ("Wouter Zandstra", "", ""),
    ("Mirthe Kuiper", "Huisartsen Lunetten", ""),
    ("Daan Roelofsen", "", ""),
    ("Ilse van den Akker", "Stichting Naast Je", "Ik moet om vier uur weg."),
    ("Kofi Asante", "", ""),
    ("Lotte Bruinsma", "", ""),
    ("Henk Terpstra", "Buurthuis ’t Anker", ""),
    ("Noor Jacobs", "", "Ik ben slechthorend en zit graag vooraan."),
    ("Pieter Wiersma", "", ""),
    ("Carmen Rosalia", "Ziekenhuis Oostpoort", ""),
    ("Jelle Hofman", "", ""),
    ("Anouk de Graaff", "", ""),
    ("Sven Buitenhuis", "", ""),
]
