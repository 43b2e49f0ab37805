"""The demo site's own words: the practice, its people, its standing pages and its pictures."""

from home.demo_text import PageLink, Picture, T

# Words that people look for where the pages say it in others; what answers them comes first.
PROMOTED = {
    "praktisch": [T(nl="inschrijven", en="book a place"), T(nl="factuur", en="invoice")],
    "voorwaarden": [T(nl="annuleren", en="refund"), T(nl="privacy", en="terms")],
}

SITE = {
    "organisation": "De Vraagzaak",
    "tagline": T(
        nl="Vragen staat vrij. Wij oefenen het met je.",
        en="It never hurts to ask. We help you practise.",
    ),
    "email": "hallo@devraagzaak.example",
    "phone": "+31 30 555 01 23",
    "street": "Perenbomenkade 8",
    "postal_code": "3599 ZZ",
    "city": "Utrecht",
    "chamber_of_commerce": "01234567",
    "linkedin": "",
    "instagram": "",
    "footer": T(
        nl=(
            "De Vraagzaak is een kleine trainingspraktijk in Utrecht. Bel gerust, er neemt "
            "een mens op."
        ),
        en=(
            "De Vraagzaak is a small training practice in Utrecht. Do ring us: a human being "
            "picks up."
        ),
    ),
}

CATEGORIES = [
    {
        "key": "cat-vragen",
        "name": T(nl="Hulp vragen", en="Asking for help"),
        "slug": T(nl="hulp-vragen", en="asking-for-help"),
    },
    {
        "key": "cat-luisteren",
        "name": T(nl="Luisteren", en="Listening"),
        "slug": T(nl="luisteren", en="listening"),
    },
    {
        "key": "cat-grenzen",
        "name": T(nl="Grenzen", en="Limits"),
        "slug": T(nl="grenzen", en="limits"),
    },
    {
        "key": "cat-samenwerken",
        "name": T(nl="Samenwerken", en="Working together"),
        "slug": T(nl="samenwerken", en="working-together"),
    },
]

PEOPLE = [
    {
        "key": "marit",
        "name": "Marit Hoekstra",
        "role": T(nl="Oprichter en trainer", en="Founder and trainer"),
        "biography": T(
            nl=(
                "<p>Marit was vijftien jaar wijkverpleegkundige in Utrecht. Ze zag elke "
                "dag mensen die pas belden als het echt niet meer ging, en merkte dat ze "
                "zelf net zo was. Toen ze met een gebroken pols de boodschappen drie "
                "trappen op droeg, zei haar buurvrouw: ‘Je had ook kunnen aanbellen.’ "
                "Een jaar later begon ze De Vraagzaak.</p>"
                "<p>Ze schrijft de meeste stukken op deze site, bij voorkeur op "
                "zondagochtend. Ze heeft een volkstuin waar niemand haar mag helpen. "
                "Daar werkt ze aan.</p>"
            ),
            en=(
                "<p>Marit spent fifteen years as a district nurse in Utrecht. Every day "
                "she met people who only rang once they could no longer manage at all, "
                "and she noticed that she was just the same. When she carried her "
                "shopping up three flights of stairs with a broken wrist, her neighbour "
                "said: ‘You could have rung my bell, you know.’ A year later she started "
                "De Vraagzaak.</p>"
                "<p>She writes most of the pieces on this site, preferably on Sunday "
                "mornings. She has an allotment where nobody is allowed to help her. She "
                "is working on that.</p>"
            ),
        ),
        "photo": Picture(
            "portrait-marit",
            T(
                nl="Getekend portret van Marit, met grijs krullend haar en een terracotta trui",
                en="Drawn portrait of Marit, with curly grey hair and a terracotta jumper",
            ),
        ),
        "email": "marit@devraagzaak.example",
    },
    {
        "key": "soufian",
        "name": "Soufian Bakkali",
        "role": T(nl="Trainer", en="Trainer"),
        "biography": T(
            nl=(
                "<p>Soufian maakte elf jaar lang roosters voor een busbedrijf. "
                "Zeshonderd chauffeurs, en allemaal wilden ze vrij met de feestdagen. "
                "Hij leerde er zo nee zeggen dat mensen hem de volgende ochtend nog "
                "groetten.</p>"
                "<p>Daarna leidde hij een team dat over vier steden verspreid zat en "
                "elkaar vooral van het scherm kende. Bij ons geeft hij de trainingen "
                "over grenzen en over samenwerken op afstand. Hij kookt altijd voor te "
                "veel mensen, dus blijf gerust eten.</p>"
            ),
            en=(
                "<p>For eleven years Soufian drew up the rosters for a bus company. Six "
                "hundred drivers, every one of whom wanted the holidays off. It taught "
                "him to say no in such a way that people still wished him good morning "
                "the next day.</p>"
                "<p>After that he led a team spread over four towns, whose members "
                "mostly knew each other from a screen. With us he teaches the courses on "
                "setting limits and on working together at a distance. He always cooks "
                "for too many people, so do stay for dinner.</p>"
            ),
        ),
        "photo": Picture(
            "portrait-soufian",
            T(
                nl=(
                    "Getekend portret van Soufian, met kort zwart haar, een baard en een ronde bril"
                ),
                en="Drawn portrait of Soufian, with short black hair, a beard and round glasses",
            ),
        ),
        "email": "soufian@devraagzaak.example",
    },
    {
        "key": "joyce",
        "name": "Joyce Landveld",
        "role": T(nl="Trainer en coach", en="Trainer and coach"),
        "biography": T(
            nl=(
                "<p>Joyce groeide op in Paramaribo, studeerde in Delft en werkte bij een "
                "ingenieursbureau met collega’s uit negen landen. Ze weet nog goed hoe "
                "het was om haar eerste Nederlandse vergadering bij te wonen: iedereen "
                "was het oneens en na afloop ging iedereen tevreden naar huis.</p>"
                "<p>Ze geeft training in het Nederlands en in het Engels, en begeleidt "
                "mensen ook één op één. Op zaterdag roeit ze in een acht, op plaats "
                "drie, waar je vooral naar de rug voor je kijkt.</p>"
            ),
            en=(
                "<p>Joyce grew up in Paramaribo, studied in Delft and worked for an "
                "engineering firm with colleagues from nine countries. She clearly "
                "remembers her first Dutch meeting: everybody disagreed, and afterwards "
                "everybody went home content.</p>"
                "<p>She teaches in Dutch and in English, and also coaches people one to "
                "one. On Saturdays she rows in an eight, in the three seat, where what "
                "you mostly look at is the back in front of you.</p>"
            ),
        ),
        "photo": Picture(
            "portrait-joyce",
            T(
                nl="Getekend portret van Joyce, met opgestoken krullen en een okergele blouse",
                en="Drawn portrait of Joyce, with her curls put up and an ochre blouse",
            ),
        ),
        "email": "joyce@devraagzaak.example",
    },
]

HOME = {
    "title": T(
        nl="De Vraagzaak, trainingen in hulp vragen en luisteren",
        en="De Vraagzaak, courses in asking for help and listening",
    ),
    "hero_title": T(
        nl="Wie helpt jou als je het niet vraagt?",
        en="Who will help you if you don’t ask?",
    ),
    "introduction": T(
        nl=(
            "Bij De Vraagzaak oefen je met om hulp vragen, luisteren, nee zeggen en "
            "samenwerken. In kleine groepen, met voorbeelden uit je eigen week en met koffie "
            "die te drinken is."
        ),
        en=(
            "At De Vraagzaak you practise asking for help, listening, saying no and working "
            "together. In small groups, with examples from your own week, and with coffee "
            "you will actually want to drink."
        ),
    ),
    "cover": Picture(
        "pic-window",
        T(
            nl="Twee stoelen en een tafel met twee kopjes bij een hoog raam",
            en="Two chairs and a table with two cups by a tall window",
        ),
    ),
    "button": T(nl="Bekijk de trainingen", en="See the courses"),
    "body": [
        ("heading", {"text": T(nl="Zo werken we", en="How we work"), "level": "h2"}),
        (
            "text",
            T(
                nl=(
                    "<p>De meeste mensen helpen graag. Vraag het je collega’s en ze "
                    "zeggen ja. Toch schuiven we dozen alleen de trap op, zoeken we drie "
                    "uur naar een fout die een ander zo ziet, en zeggen we ‘gaat goed "
                    "hoor’ terwijl het niet goed gaat. Dat is een gewoonte, en een "
                    "gewoonte kun je veranderen.</p>"
                ),
                en=(
                    "<p>Most people like to help. Ask your colleagues and they will tell "
                    "you so. And still we push boxes up the stairs on our own, spend "
                    "three hours looking for a mistake that someone else would spot at "
                    "once, and say ‘I’m fine’ when we are not. That is a habit, and "
                    "habits can be changed.</p>"
                ),
            ),
        ),
        (
            "key_points",
            {
                "title": T(nl="Wat je bij ons kunt verwachten", en="What you can expect from us"),
                "points": [
                    T(
                        nl="Groepen van hooguit twaalf mensen, zodat iedereen aan de beurt komt.",
                        en="Groups of twelve at most, so that everyone gets a turn.",
                    ),
                    T(
                        nl="Je oefent met iets wat je die week echt moet vragen of zeggen.",
                        en="You practise with something you really have to ask or say that week.",
                    ),
                    T(
                        nl=(
                            "Tussen de dagen door probeer je het uit, en de volgende keer "
                            "vertel je hoe het ging."
                        ),
                        en=(
                            "Between sessions you try it out, and next time you tell us how "
                            "it went."
                        ),
                    ),
                    T(
                        nl="Niemand hoeft voor de groep een toneelstukje te doen.",
                        en="Nobody has to act out a scene in front of the group.",
                    ),
                ],
            },
        ),
        (
            "quote",
            {
                "text": T(
                    nl=(
                        "Ik dacht dat ik kwam leren hoe je dingen vraagt. Thuis merkte ik "
                        "dat ik ook anders antwoord gaf."
                    ),
                    en=(
                        "I thought I had come to learn how to ask for things. At home I "
                        "noticed that I had begun to answer differently, too."
                    ),
                ),
                "attribution": T(
                    nl="Een deelnemer aan Hulp vragen kun je leren",
                    en="A participant in Asking for help can be learned",
                ),
            },
        ),
        (
            "call_to_action",
            {
                "title": T(nl="Weet je niet wat bij je past?", en="Not sure what would suit you?"),
                "text": T(
                    nl=(
                        "Bel of mail ons. We vragen een kwartiertje door en zeggen eerlijk "
                        "welke training iets voor je is, of geen een."
                    ),
                    en=(
                        "Ring or write to us. We will ask you questions for a quarter of an "
                        "hour and tell you honestly which course would do you good, or that "
                        "none of them would."
                    ),
                ),
                "button": T(nl="Stel je vraag", en="Ask us"),
                "page": PageLink("contact"),
            },
        ),
    ],
}

PAGES = [
    {
        "key": "over-ons",
        "slug": T(nl="over-ons", en="about"),
        "title": T(nl="Over ons", en="About us"),
        "introduction": T(
            nl=(
                "We zijn met z’n drieën en we hebben er alle drie lang over gedaan om hulp "
                "te leren vragen."
            ),
            en=(
                "There are three of us, and it took each of us a long time to learn to ask "
                "for help."
            ),
        ),
        "cover": Picture(
            "pic-circle",
            T(
                nl="Zeven mensen op stoelen in een kring om een tafeltje",
                en="Seven people on chairs in a circle round a little table",
            ),
        ),
        "body": [
            ("heading", {"text": T(nl="Hoe het begon", en="How it began"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>De Vraagzaak begon aan een keukentafel, met zes mensen die "
                        "Marit kende uit haar tijd als wijkverpleegkundige. Ze waren "
                        "geen patiënten; het waren de dochters en buurmannen en "
                        "collega’s die voor anderen zorgden en zelf nooit iets vroegen. "
                        "De eerste avond ging over één opdracht: vraag deze week iemand "
                        "om iets kleins. Eén van de zes was het gelukt.</p>"
                        "<p>Na vijf avonden waren het er zes. Ze wilden doorgaan, en ze "
                        "namen iemand mee. Zo is het gegroeid, en veel harder dan dat "
                        "willen we niet.</p>"
                    ),
                    en=(
                        "<p>De Vraagzaak began at a kitchen table, with six people Marit "
                        "knew from her years as a district nurse. They were not "
                        "patients; they were the daughters and neighbours and colleagues "
                        "who looked after others and never asked for anything "
                        "themselves. The first evening revolved around a single task: "
                        "this week, ask somebody for something small. One of the six "
                        "managed it.</p>"
                        "<p>After five evenings all six had. They wanted to carry on, "
                        "and each of them brought someone along. That is how we grew, "
                        "and we have no wish to grow much faster.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Wat we geloven", en="What we believe"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Een vraag is een bericht aan een ander: ik vertrouw je dit "
                        "toe. Wie nooit iets vraagt, onthoudt anderen dat vertrouwen. "
                        "Daarom hoort bij vragen ook luisteren, en nee kunnen zeggen, en "
                        "een nee kunnen krijgen zonder dat de week bedorven is. Die vier "
                        "dingen leren we je, en meer pretenties hebben we niet.</p>"
                        "<p>We zijn geen therapeuten. Zit je met iets wat te groot is "
                        "voor een training, dan zeggen we dat en denken we mee over waar "
                        "je wel terechtkunt. Je huisarts is vaak een goed begin.</p>"
                    ),
                    en=(
                        "<p>A question is a message to another person: I trust you with "
                        "this. If you never ask, you withhold that trust. And so asking "
                        "goes together with listening, with being able to say no, and "
                        "with being able to hear a no without it spoiling your week. "
                        "Those four things are what we teach, and we claim nothing "
                        "more.</p>"
                        "<p>We are not therapists. If what is troubling you is too big "
                        "for a course, we will say so and help you think where to turn "
                        "instead. Your GP is often a good place to start.</p>"
                    ),
                ),
            ),
            (
                "image",
                {
                    "image": Picture(
                        "pic-boat",
                        T(
                            nl="Twee mensen in een roeiboot op een stil meer bij zonsopgang",
                            en="Two people in a rowing boat on a still lake at sunrise",
                        ),
                    ),
                    "caption": T(
                        nl=(
                            "Eens per jaar gaan we een dag roeien. Wie stuurt, mag niets "
                            "zeggen over het tempo."
                        ),
                        en=(
                            "Once a year we spend a day rowing. Whoever steers may say "
                            "nothing about the pace."
                        ),
                    ),
                },
            ),
            (
                "call_to_action",
                {
                    "title": T(nl="Lees verder", en="Read on"),
                    "text": T(
                        nl=(
                            "In ons blog schrijven we over wat we in de trainingen meemaken, "
                            "met toestemming van wie erbij was."
                        ),
                        en=(
                            "On our blog we write about what happens in the training room, "
                            "with the permission of those who were there."
                        ),
                    ),
                    "button": T(nl="Naar het blog", en="To the blog"),
                    "page": PageLink("blog"),
                },
            ),
        ],
    },
    {
        "key": "praktisch",
        "slug": T(nl="praktisch", en="practical"),
        "title": T(nl="Praktisch", en="Practical matters"),
        "introduction": T(
            nl="Aanmelden, betalen, afzeggen, en of je er met een rolstoel naar binnen kunt.",
            en="Enrolling, paying, cancelling, and whether you can get in with a wheelchair.",
        ),
        "cover": None,
        "body": [
            ("heading", {"text": T(nl="Aanmelden", en="Enrolling"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Je meldt je aan op de pagina van de training, bij de datum die "
                        "je past. Je krijgt een mail met een link om je aanmelding te "
                        "bevestigen; daarna heb je een plek. Is de groep vol, dan kom je op "
                        "de wachtlijst en krijg je bericht zodra er iemand afvalt.</p>"
                        "<p>Lukt het niet, of praat je liever eerst? Stuur een bericht aan <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a> '
                        "of bel 030 555 01 23, dan doen wij het voor je. Wat we over en weer "
                        'beloven, staat in onze <a page="voorwaarden">voorwaarden</a>.</p>'
                    ),
                    en=(
                        "<p>You enrol on the page of the course, beside the date that suits "
                        "you. We send you an e-mail with a link to confirm your enrolment; "
                        "after that, the place is yours. If the group is full, you go on the "
                        "waiting list, and we let you know as soon as somebody drops out.</p>"
                        "<p>If it does not work, or if you would rather talk first, write to <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a> '
                        "or ring +31 30 555 01 23, and we will do it for you. What we promise "
                        'one another is set out in our <a page="voorwaarden">conditions</a>.</p>'
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Kosten", en="Costs"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>De prijs die bij een training staat, is wat je betaalt: "
                        "inclusief werkboek, koffie en thee, en op hele dagen ook de "
                        "lunch. Onze trainingen zijn vrijgesteld van btw. Je krijgt de "
                        "rekening vier weken voor de eerste dag, en je mag in twee keer "
                        "betalen.</p>"
                        "<p>In elke groep houden we één plek vrij voor iemand die dat "
                        "bedrag niet kan missen. Vraag ernaar; je hoeft geen papieren te "
                        "laten zien.</p>"
                    ),
                    en=(
                        "<p>The price shown with a course is what you pay, including the "
                        "workbook, coffee and tea, and lunch on full days. Our courses "
                        "are exempt from VAT. The invoice reaches you four weeks before "
                        "the first day, and you may pay in two instalments.</p>"
                        "<p>In every group we keep one place for somebody who cannot "
                        "spare the money. Ask us about it; you need not show any "
                        "papers.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {
                    "text": T(nl="Afzeggen en inhalen", en="Cancelling and catching up"),
                    "level": "h2",
                },
            ),
            (
                "table",
                {
                    "caption": T(
                        nl="Wat je betaalt als je afzegt",
                        en="What you pay if you cancel",
                    ),
                    "columns": [
                        T(nl="Wanneer je afzegt", en="When you cancel"),
                        T(nl="Wat je betaalt", en="What you pay"),
                    ],
                    "rows": [
                        [
                            T(nl="Tot vier weken van tevoren", en="Up to four weeks ahead"),
                            T(nl="Niets", en="Nothing"),
                        ],
                        [
                            T(nl="Tot een week van tevoren", en="Up to a week ahead"),
                            T(nl="De helft", en="Half the price"),
                        ],
                        [
                            T(nl="Daarna", en="After that"),
                            T(
                                nl="De hele prijs, tenzij iemand anders jouw plek neemt",
                                en="The full price, unless someone takes your place",
                            ),
                        ],
                    ],
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Mis je een dag, dan kun je die meestal inhalen in een "
                        "volgende groep. Zeggen wij een training af, dan krijg je alles "
                        "terug, ook het geld voor een treinkaartje dat je al had "
                        "gekocht.</p>"
                    ),
                    en=(
                        "<p>If you miss a day, you can usually make it up with a "
                        "later group. If we have to call off a course, you get "
                        "everything back, including the cost of a train ticket you had "
                        "already bought.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Toegankelijkheid", en="Accessibility"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Onze zaal in Utrecht ligt gelijkvloers en heeft een "
                        "aangepast toilet. In Amersfoort is een lift; die is 80 "
                        "centimeter breed. Op beide plekken is een aparte kamer waar je "
                        "even alleen kunt zitten. Hulphonden zijn welkom en krijgen "
                        "water.</p>"
                        "<p>Het werkboek hebben we ook in grote letters en als gewone "
                        "tekst voor een voorleesprogramma. Kom je met een tolk of een "
                        "begeleider, dan betaalt die niets. Heb je iets anders nodig, "
                        "zeg het dan bij je aanmelding. Ook daarvoor geldt: vragen staat "
                        "vrij.</p>"
                    ),
                    en=(
                        "<p>Our room in Utrecht is on the ground floor and has an "
                        "accessible toilet. In Amersfoort there is a lift, 80 "
                        "centimetres wide. At both venues there is a separate room where "
                        "you can sit by yourself for a while. Assistance dogs are "
                        "welcome and will be given water.</p>"
                        "<p>The workbook is also available in large print, and as plain "
                        "text for a screen reader. If you come with an interpreter or a "
                        "companion, they pay nothing. If there is anything else you "
                        "need, tell us when you enrol. Here too, it never hurts to "
                        "ask.</p>"
                    ),
                ),
            ),
            (
                "questions",
                {
                    "title": T(nl="Wat mensen vaak vragen", en="What people often ask"),
                    "items": [
                        {
                            "question": T(
                                nl="Betaalt mijn werkgever dit?",
                                en="Will my employer pay for this?",
                            ),
                            "answer": T(
                                nl=(
                                    "<p>Vaak wel. Ongeveer de helft van onze deelnemers "
                                    "komt op kosten van de baas. We sturen je graag een "
                                    "korte beschrijving die je kunt doorsturen.</p>"
                                ),
                                en=(
                                    "<p>Often, yes. About half of our participants come "
                                    "at their employer’s expense. We will gladly send "
                                    "you a short description to pass on.</p>"
                                ),
                            ),
                        },
                        {
                            "question": T(
                                nl="Moet ik me voorbereiden?",
                                en="Do I need to prepare?",
                            ),
                            "answer": T(
                                nl=(
                                    "<p>Nee. Neem iets mee waar je tegenaan loopt, hoe "
                                    "klein ook. Een vraag die je al drie weken uitstelt "
                                    "is ideaal.</p>"
                                ),
                                en=(
                                    "<p>No. Bring something you are struggling with, "
                                    "however small. A question you have been putting off "
                                    "for three weeks is ideal.</p>"
                                ),
                            ),
                        },
                        {
                            "question": T(
                                nl="Blijft wat ik vertel binnen de groep?",
                                en="Does what I say stay within the group?",
                            ),
                            "answer": T(
                                nl=(
                                    "<p>Ja. Dat spreken we de eerste ochtend met elkaar "
                                    "af, en wij houden ons er ook aan.</p>"
                                ),
                                en=(
                                    "<p>Yes. We agree on that together on the first "
                                    "morning, and we keep to it ourselves.</p>"
                                ),
                            ),
                        },
                    ],
                },
            ),
        ],
    },
    {
        "key": "voorwaarden",
        # At the foot, and where people enrol.
        "parent": "praktisch",
        "slug": T(nl="voorwaarden", en="conditions"),
        "title": T(nl="Voorwaarden", en="Conditions"),
        "introduction": T(
            nl="Wat jij van ons mag verwachten en wij van jou, op één bladzijde.",
            en="What you may expect of us, and we of you, on a single page.",
        ),
        "body": [
            ("heading", {"text": T(nl="Je plek", en="Your place"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Je hebt een plek zodra we je die per mail hebben bevestigd. De "
                        "rekening komt vier weken voor de eerste dag. Heb je je later "
                        "aangemeld, dan krijg je haar meteen.</p>"
                        "<p>Kun je niet, dan mag iemand anders in jouw plaats komen. Laat ons "
                        "weten wie.</p>"
                    ),
                    en=(
                        "<p>The place is yours once we have confirmed it by e-mail. The invoice "
                        "reaches you four weeks before the first day, or at once if you enrol "
                        "later than that.</p>"
                        "<p>If you cannot come, somebody else may take your place. Just tell us "
                        "who.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Afzeggen", en="Cancelling"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Afzeggen doe je met de link in je mail. Tot vier weken van tevoren "
                        "kost dat niets, tot een week van tevoren de helft, daarna de hele "
                        "prijs, tenzij iemand anders jouw plek neemt. Bij ziekte zoeken we "
                        "samen naar een andere datum.</p>"
                        "<p>Zeggen wij af, dan krijg je alles terug, ook het geld voor een "
                        "treinkaartje dat je al had gekocht.</p>"
                    ),
                    en=(
                        "<p>To cancel, use the link in your e-mail. Up to four weeks ahead it "
                        "costs nothing; up to a week ahead, half the price; after that, the "
                        "full price, unless someone takes your place. If you are ill, we will "
                        "look for another date together.</p>"
                        "<p>If we have to call off a course, you get everything back, including "
                        "the cost of a train ticket you had already bought.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {
                    "text": T(
                        nl="Privacy: wat we van je bewaren", en="Privacy: what we keep of you"
                    ),
                    "level": "h2",
                },
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>We bewaren wat je bij je aanmelding invult, en de mails die we je "
                        "daarover sturen. Alleen wij drieën zien het, en de trainer krijgt een "
                        "lijst met namen. Een jaar na de laatste dag verwijderen we het.</p>"
                        "<p>Wil je weten wat we van je hebben, of wil je dat we het eerder "
                        "verwijderen? Mail <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a>. '
                        "Wat je in de groep vertelt, schrijven we niet op.</p>"
                    ),
                    en=(
                        "<p>We keep what you fill in when you enrol, and the e-mails we send you "
                        "about it. Only the three of us see it, and the trainer is given a list "
                        "of names. A year after the last day, we remove it.</p>"
                        "<p>Would you like to know what we hold about you, or have it removed "
                        "sooner? Write to <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a>. '
                        "What you say in the group, we do not write down.</p>"
                    ),
                ),
            ),
        ],
    },
    {
        "key": "contact",
        "slug": T(nl="contact", en="contact"),
        "title": T(nl="Contact", en="Contact"),
        "introduction": T(
            nl="Een vraag stellen is de helft van ons vak. Dus ga je gang.",
            en="Asking questions is half of our trade. So go ahead.",
        ),
        "cover": Picture(
            "pic-door",
            T(
                nl="Een bakstenen huis met een openstaande voordeur waaruit licht valt",
                en="A brick house with its front door open and light falling out",
            ),
        ),
        "body": [
            ("heading", {"text": T(nl="Bellen of mailen", en="Ring or write"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Je bereikt ons op <b>030 555 01 23</b>, op werkdagen van "
                        "9.00 tot 17.00 uur. Staan we voor een groep, dan hoor je het "
                        "antwoordapparaat. Spreek iets in en je wordt dezelfde dag "
                        "teruggebeld.</p>"
                        "<p>Mailen kan naar <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a>. '
                        "Je krijgt binnen twee werkdagen antwoord, van een van ons "
                        "drieën.</p>"
                    ),
                    en=(
                        "<p>You can reach us on <b>+31 30 555 01 23</b>, on working days "
                        "from 9 a.m. to 5 p.m. If we are all teaching, you will get the "
                        "answering machine. Leave a message and we will ring you back "
                        "the same day.</p>"
                        "<p>You can also write to <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a>. '
                        "One of the three of us will reply within two working days.</p>"
                    ),
                ),
            ),
            ("heading", {"text": T(nl="Langskomen", en="Dropping in"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>Ons kantoor zit boven de trainingszaal, aan de "
                        "Perenbomenkade 8 in Utrecht. Op woensdagmiddag is er altijd "
                        "iemand en staat de deur open. Op andere dagen kun je beter "
                        "eerst even bellen, want met z’n drieën zijn we vaak op pad.</p>"
                        "<p>Wil je je aanmelden voor een training? Op de pagina <a "
                        'page="praktisch">Praktisch</a> staat hoe dat gaat en wat het '
                        "kost.</p>"
                    ),
                    en=(
                        "<p>Our office is above the training room, at Perenbomenkade 8 "
                        "in Utrecht. On Wednesday afternoons there is always someone in "
                        "and the door is open. On other days it is better to ring first, "
                        "for with only three of us we are often out.</p>"
                        "<p>Would you like to enrol on a course? The page <a "
                        'page="praktisch">Practical matters</a> tells you how to go '
                        "about it and what it costs.</p>"
                    ),
                ),
            ),
            (
                "callout",
                {
                    "kind": "tip",
                    "title": T(
                        nl="Weet je niet hoe je moet beginnen?", en="Don’t know how to begin?"
                    ),
                    "text": T(
                        nl=(
                            "<p>Begin dan met: ‘Ik weet niet precies wat ik wil vragen, "
                            "maar het gaat over…’ Zo begint de helft van onze "
                            "telefoontjes, en het komt altijd goed.</p>"
                        ),
                        en=(
                            "<p>Then begin with: ‘I’m not quite sure what I want to ask, "
                            "but it’s about…’ Half of our telephone calls start that "
                            "way, and they always turn out fine.</p>"
                        ),
                    ),
                },
            ),
        ],
    },
    {
        "key": "toegankelijkheid",
        # Menus on top show the main pages alone: this one stands at the foot.
        "parent": "over-ons",
        "slug": T(nl="toegankelijkheid", en="accessibility"),
        "title": T(nl="Toegankelijkheidsverklaring", en="Accessibility statement"),
        "introduction": T(
            nl="Wat hier voor iedereen werkt, wat nog niet, en hoe je ons daarop wijst.",
            en="What works for everyone here, what does not yet, and how to tell us.",
        ),
        "body": [
            ("heading", {"text": T(nl="Hoe het ervoor staat", en="Where we stand"), "level": "h2"}),
            (
                "text",
                T(
                    nl=(
                        "<p>De Vraagzaak wil dat iedereen deze site kan gebruiken: met een "
                        "toetsenbord, een schermlezer, op een kleine telefoon of met letters "
                        "op dubbele grootte. We houden ons daarbij aan <b>WCAG 2.2</b>, niveau "
                        "A en AA. Die richtlijnen gaan verder dan de Europese norm "
                        "EN 301 549.</p>"
                        "<p>Deze site voldoet er <b>gedeeltelijk</b> aan. Wat nog ontbreekt, "
                        "staat hieronder.</p>"
                    ),
                    en=(
                        "<p>De Vraagzaak wants everybody to be able to use this site: with a "
                        "keyboard, with a screen reader, on a small phone, or with letters at "
                        "twice their size. We follow <b>WCAG 2.2</b>, levels A and AA, which ask "
                        "more than the European standard EN 301 549.</p>"
                        "<p>This site complies with them <b>in part</b>. What is still missing "
                        "is listed below.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {"text": T(nl="Wat nog niet voldoet", en="What does not comply"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<ul><li><b>Video’s.</b> Ze hebben ondertitels, maar geen stem die "
                        "beschrijft wat je ziet (succescriterium 1.2.5). Wat je moet zien om het "
                        "te volgen, staat daarom ook in het artikel.</li>"
                        "<li><b>Het spiekbriefje in pdf.</b> Een schermlezer vindt er geen koppen "
                        "in (1.3.1). Vraag ons om een versie in Word, dan heb je die binnen twee "
                        "werkdagen.</li>"
                        "<li><b>Agenda’s van anderen.</b> Wie een dag in Google of Outlook zet, "
                        "komt op hun site terecht. Hoe toegankelijk die is, hebben wij niet in de "
                        "hand. Het bestand dat je kunt downloaden werkt zonder die "
                        "sites.</li></ul>"
                    ),
                    en=(
                        "<ul><li><b>Videos.</b> They have captions, but no voice that describes "
                        "what can be seen (success criterion 1.2.5). Whatever you need to see in "
                        "order to follow them is told in the article as well.</li>"
                        "<li><b>The crib sheet in PDF.</b> A screen reader finds no headings in "
                        "it (1.3.1). Ask us for a version in Word and you will have it within two "
                        "working days.</li>"
                        "<li><b>Other people’s calendars.</b> Adding a day to Google or Outlook "
                        "takes you to their sites, and how accessible those are is out of our "
                        "hands. The file that you can download works without them.</li></ul>"
                    ),
                ),
            ),
            (
                "heading",
                {"text": T(nl="Hoe we dat weten", en="How we know"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>We hebben elke soort pagina zelf nagelopen: met alleen het "
                        "toetsenbord, met twee schermlezers, op 320 pixels breed en met een "
                        "programma dat de code nakijkt. Dat programma draait bij elke wijziging "
                        "van de site opnieuw. Een bureau heeft er nog niet naar gekeken.</p>"
                        "<p>Deze verklaring is bijgewerkt op 2 november 2026. Elk jaar lopen we "
                        "alles opnieuw na.</p>"
                    ),
                    en=(
                        "<p>We went through every kind of page ourselves: with the keyboard "
                        "alone, with two screen readers, at a width of 320 pixels, and with a "
                        "program that checks the code. That program runs again at every change "
                        "to the site. No agency has looked at it yet.</p>"
                        "<p>This statement was last updated on 2 November 2026. Every year we go "
                        "through everything again.</p>"
                    ),
                ),
            ),
            (
                "heading",
                {"text": T(nl="Lukt er iets niet?", en="Something you can’t do?"), "level": "h2"},
            ),
            (
                "text",
                T(
                    nl=(
                        "<p>Laat het ons weten, ook als je niet precies weet waar het aan ligt. "
                        "Mail <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a> '
                        "of bel 030 555 01 23. Zeg erbij op welke pagina het was en wat je wilde "
                        "doen. Je krijgt binnen twee werkdagen antwoord, en wat je nodig had "
                        "sturen we je zolang op een andere manier.</p>"
                        "<p>Kom je er met ons niet uit? Dan kun je terecht bij het <a "
                        'href="https://www.mensenrechten.nl/">College voor de Rechten van de '
                        "Mens</a>.</p>"
                    ),
                    en=(
                        "<p>Please tell us, even if you are not sure what causes it. Write to <a "
                        'href="mailto:hallo@devraagzaak.example">hallo@devraagzaak.example</a> '
                        "or ring +31 30 555 01 23. Say which page it was and what you wanted to "
                        "do. You will have an answer within two working days, and meanwhile we "
                        "will send you what you needed in another way.</p>"
                        "<p>If we cannot settle it between us, you can turn to the <a "
                        'href="https://www.mensenrechten.nl/">Netherlands Institute for Human '
                        "Rights</a>.</p>"
                    ),
                ),
            ),
        ],
    },
]

_CREDIT = "© De Vraagzaak"

PICTURES = {
    "pic-window": {
        "file": "window-chairs.webp",
        "title": T(nl="Twee stoelen bij het raam", en="Two chairs by the window"),
        "credit": _CREDIT,
    },
    "pic-cup": {
        "file": "hands-cup.webp",
        "title": T(nl="Een kop thee van hand tot hand", en="A cup of tea from hand to hand"),
        "credit": _CREDIT,
    },
    "pic-bridge": {
        "file": "canal-bridge.webp",
        "title": T(nl="Brug over de gracht", en="Bridge over the canal"),
        "credit": _CREDIT,
    },
    "pic-circle": {
        "file": "circle.webp",
        "title": T(nl="Mensen in een kring", en="People in a circle"),
        "credit": _CREDIT,
    },
    "pic-bench": {
        "file": "lime-bench.webp",
        "title": T(nl="Bank onder de linde", en="Bench under the lime tree"),
        "credit": _CREDIT,
    },
    "pic-ladder": {
        "file": "orchard-ladder.webp",
        "title": T(nl="Ladder in de boomgaard", en="Ladder in the orchard"),
        "credit": _CREDIT,
    },
    "pic-street": {
        "file": "evening-street.webp",
        "title": T(nl="Straat in de avond", en="Street in the evening"),
        "credit": _CREDIT,
    },
    "pic-desk": {
        "file": "desk-laptop.webp",
        "title": T(nl="Bureau met laptop", en="Desk with a laptop"),
        "credit": _CREDIT,
    },
    "pic-dunes": {
        "file": "dune-path.webp",
        "title": T(nl="Pad door de duinen", en="Path through the dunes"),
        "credit": _CREDIT,
    },
    "pic-boat": {
        "file": "rowing-boat.webp",
        "title": T(nl="Roeiboot op het meer", en="Rowing boat on the lake"),
        "credit": _CREDIT,
    },
    "pic-door": {
        "file": "open-door.webp",
        "title": T(nl="Huis met open deur", en="House with an open door"),
        "credit": _CREDIT,
    },
    "pic-gate": {
        "file": "polder-gate.webp",
        "title": T(nl="Hek in de polder", en="Gate in the polder"),
        "credit": _CREDIT,
    },
    "pic-bus": {
        "file": "bus-stop.webp",
        "title": T(nl="Bus in de avondregen", en="Bus in the evening rain"),
        "credit": _CREDIT,
    },
    "pic-walk": {
        "file": "umbrella-walk.webp",
        "title": T(nl="Wandeling met paraplu", en="Walk with an umbrella"),
        "credit": _CREDIT,
    },
    "pic-hedge": {
        "file": "hedge.webp",
        "title": T(nl="Buren bij de heg", en="Neighbours by the hedge"),
        "credit": _CREDIT,
    },
    "pic-biscuits": {
        "file": "biscuit-tin.webp",
        "title": T(nl="Koektrommel en kopjes", en="Biscuit tin and cups"),
        "credit": _CREDIT,
    },
    "portrait-marit": {
        "file": "portrait-marit.webp",
        "title": T(nl="Portret van Marit", en="Portrait of Marit"),
        "credit": _CREDIT,
    },
    "portrait-soufian": {
        "file": "portrait-soufian.webp",
        "title": T(nl="Portret van Soufian", en="Portrait of Soufian"),
        "credit": _CREDIT,
    },
    "portrait-joyce": {
        "file": "portrait-joyce.webp",
        "title": T(nl="Portret van Joyce", en="Portrait of Joyce"),
        "credit": _CREDIT,
    },
}

DOCUMENT = {
    "key": "doc-spiekbriefje",
    "file": "spiekbriefje-hulp-vragen.pdf",
    "title": T(
        nl="Zo vraag je om hulp: een spiekbriefje",
        en="How to ask for help: a crib sheet (in Dutch)",
    ),
}
