//! Words explained, in Italian.

use super::super::keys::Word;

pub(super) const GLOSSARY: &[Word] = &[
    Word::new(
        "regime",
        "modo di aiutare (regime)",
        "Un modo di organizzare l’aiuto, con il suo nome: chi è presente, sul problema di chi si lavora, chi decide, come si entra, ogni quanto ci si incontra. Il nome in sé non fa nulla nel modello.",
    ),
    Word::new(
        "none",
        "none",
        "Il mondo senza reti di aiuto: le persone hanno soltanto gli altri e uno sportello per i bisogni tecnici.",
    ),
    Word::new(
        "struck",
        "persone colpite",
        "Le persone che erano in difficoltà quando l’aiuto è cominciato, o che da allora hanno incontrato un primo problema di vita. Lo decide soltanto il caso, perciò sono le stesse persone in ogni modo di aiutare.",
    ),
    Word::new(
        "entered",
        "persone entrate",
        "Chi ha fatto parte almeno una volta di una rete di aiuto. Con un altro modo di aiutare entrano altre persone.",
    ),
    Word::new(
        "recovered",
        "ha superato il problema",
        "Si dice di chi ha avuto un problema di vita il cui carico oggi è sotto la soglia.",
    ),
    Word::new(
        "trust_people",
        "fiducia nelle persone",
        "Quanto una persona si aspetta che gli altri in generale aiutino, da 0 a 1.",
    ),
    Word::new(
        "trust_services",
        "fiducia nei servizi",
        "Quanto una persona si aspetta che i servizi aiutino, da 0 a 1.",
    ),
    Word::new(
        "empowerment",
        "empowerment",
        "Fiducia in sé stessi: la convinzione di poter fare qualcosa per la propria vita, da 0 a 1.",
    ),
    Word::new(
        "dependence",
        "dipendenza dai professionisti",
        "La convinzione che soltanto il professionista possa aiutare, da 0 a 1.",
    ),
    Word::new(
        "coping",
        "fronteggiamento (coping)",
        "Di ciò che serve sapere per vivere con un problema, la parte che si è imparata.",
    ),
    Word::new("burden", "carico", "Quanto un problema di vita grava su una persona, da 0 a 1."),
    Word::new("tie", "legame", "Una conoscenza reciproca fra due persone; ciascuna ha la propria fiducia nell’altra."),
    Word::new("civic", "gesto civico", "Qualcosa che si fa per altri, fuori dalla propria cerchia."),
    Word::new(
        "worker",
        "operatore, guida",
        "Un operatore sociale. Una guida è un operatore che non prescrive, ma aiuta le persone a trovare ciò che già sanno.",
    ),
    Word::new(
        "veteran",
        "membro di lunga data",
        "Nei confronti con i gemelli: chi è entrato per la prima volta da almeno due anni ed è membro ora. Altrove: chi è membro da più di due anni.",
    ),
    Word::new(
        "replicate",
        "mondo (replica)",
        "Una ripetizione degli stessi anni con un’altra sorte. In ogni modo di aiutare un mondo ha le stesse persone con la stessa sorte.",
    ),
    Word::new(
        "interval",
        "intervallo al 95 %",
        "Dove starebbe la media se si facessero moltissimi altri mondi, con una probabilità di 95 su 100. Non dice nulla sul fatto che il modello sia giusto.",
    ),
    Word::new(
        "difference",
        "differenza chiara",
        "Una differenza il cui intervallo al 95 % non contiene lo 0. Se lo contiene, non c’è una differenza chiara: può dipendere dal caso.",
    ),
    Word::new(
        "ledger",
        "conto",
        "Ciò che si è guadagnato e speso, tenuto in tre conti: sociale (fiducia), umano (empowerment, fronteggiamento), economico (ore, denaro). Non si sommano mai in un punteggio unico.",
    ),
    Word::new(
        "honoured",
        "onorata, bruciata",
        "Chi chiede aiuto o segue un consiglio mette in gioco fiducia. Ciò che è stato percepito come aiuto è onorato e la fa crescere; il resto è bruciato e la fa calare.",
    ),
    Word::new(
        "regenerated",
        "rigenerata, consumata",
        "La fiducia cresciuta e quella calata per ciò che è accaduto alle persone. La fiducia consumata è spesa.",
    ),
    Word::new(
        "faded",
        "affievolita",
        "Variazione della fiducia, in su o in giù, perché l’esperienza è stata dimenticata. Dimenticare una delusione non è essere aiutati.",
    ),
    Word::new(
        "sustainable",
        "sostenibile",
        "È dimostrato che non è né più basso che senza reti di aiuto né in calo negli ultimi cinque anni. «Non dimostrato» è una risposta a sé.",
    ),
    Word::new(
        "twin",
        "gemello",
        "La stessa persona con la stessa sorte nel mondo senza reti di aiuto. Ciò in cui i due differiscono è effetto dell’aiuto.",
    ),
    Word::new(
        "mechanism",
        "meccanismo",
        "Un processo del modello, come la speranza o il sentito dire, che si può spegnere per vedere che cosa ne dipende.",
    ),
    Word::new(
        "crossing",
        "incrocio",
        "Il valore di ciò che si fa variare a partire dal quale è in vantaggio un altro modo di aiutare: lì avviene il sorpasso.",
    ),
    Word::new(
        "pattern",
        "regolarità (pattern)",
        "Un’affermazione della teoria, delle indagini o nostra, scritta come una prova che può fallire.",
    ),
    Word::new(
        "evidence",
        "dato di ricerca",
        "Un numero pubblicato, con un intervallo, messo accanto alla stessa grandezza nel modello.",
    ),
    Word::new(
        "target",
        "obiettivo, controllo",
        "Un obiettivo è un dato di ricerca al quale i numeri del modello possono essere adattati; un controllo è un dato al quale non lo sono mai.",
    ),
    Word::new("seed", "seme", "Il numero dal quale discende tutto il caso. Lo stesso seme dà gli stessi risultati."),
];
