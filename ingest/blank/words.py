"""The words of a blank return, in both languages."""

from metrics import Text

LISTS_SHEET = Text("Lists", "Listes")
FOUR = (  # a way to say nothing, what it means, and an example
    (
        Text("0", "0"),
        Text(
            "None. Zero is a number: it was counted, and there was none.",
            "Aucun. Zéro est un nombre\u00a0: on a compté, et il n’y en avait aucun.",
        ),
        Text("The service was open and nobody came.", "Le service était ouvert et nul n’est venu."),
    ),
    (
        Text("n/a", "s.o."),
        Text(
            "Not applicable: there can be no such figure.",
            "Sans objet\u00a0: ce chiffre ne peut exister.",
        ),
        Text("The program does not offer this service.", "Le programme n’offre pas ce service."),
    ),
    (
        Text("not available", "non disponible"),
        Text(
            "The figure exists, and was not collected.",
            "Le chiffre existe, et n’a pas été recueilli.",
        ),
        Text("Ages were not asked for this quarter.", "L’âge n’a pas été demandé ce trimestre."),
    ),
    (
        Text("not yet", "pas encore"),
        Text("The figure will come later.", "Le chiffre viendra plus tard."),
        Text("The accounts are not closed yet.", "Les comptes ne sont pas encore arrêtés."),
    ),
)
ABSENT = FOUR[1:]  # the words that a cell may hold in a number's stead
RETURN_OF = Text("Return of", "Rapport de")
FOR_PERIOD = Text("For", "Pour")
DUE = Text("Due by", "À remettre au plus tard le")
VERSION = Text("Form version", "Version du formulaire")
WHAT = Text("What this is", "De quoi il s’agit")
HOW = Text("How to fill it in", "Comment le remplir")
HOW_STEPS = (
    Text(
        "Fill in the white cells with a border on each sheet listed below. All other cells are "
        "locked, so that the file can be read when it comes back.",
        "Remplissez les cellules blanches encadrées de chaque feuille nommée ci-dessous. Les "
        "autres "
        "cellules sont verrouillées, pour que le fichier puisse être lu à son retour.",
    ),
    Text(
        "Leave no white cell empty: write a number, or one of the words below. An empty cell is "
        "never read as zero; it is a question that we would have to ask you.",
        "Ne laissez aucune cellule blanche vide\u00a0: écrivez un nombre ou l’un des mots "
        "ci-dessous. Une cellule vide n’est jamais lue comme un zéro; c’est une question que nous "
        "devrions vous poser.",
    ),
    Text(
        "Write numbers as you are used to: 1234.5, 1,234.50 and 1 234,5 are all read. Where "
        "a number can "
        "be read in two ways, you are asked which one is meant.",
        "Écrivez les nombres à votre manière\u00a0: 1234,5, 1 234,50 et 1,234.5 sont tous lus. "
        "Lorsqu’un nombre peut se lire de deux façons, on vous demande laquelle est voulue.",
    ),
    Text(
        "Grey figures beside the white cells are those of your last period. They are there "
        "for comparison "
        "and are not read.",
        "Les chiffres gris à côté des cellules blanches sont ceux de votre période précédente. Ils "
        "servent à comparer et ne sont pas lus.",
    ),
    Text(
        "Upload the file on the page of returns. Every fault is named at its cell, and you "
        "can download "
        "your own file with the faults marked. Nothing is sent before you confirm it.",
        "Téléversez le fichier sur la page des rapports. Chaque erreur est nommée à sa cellule, et "
        "vous pouvez télécharger votre propre fichier, erreurs marquées. Rien n’est transmis avant "
        "que vous le confirmiez.",
    ),
)
NOTHING = Text("Four ways to say nothing", "Quatre façons de ne rien déclarer")
WRITE, MEANS, EXAMPLE = (
    Text("Write", "Écrivez"),
    Text("It means", "Cela veut dire"),
    Text("For example", "Par exemple"),
)
SMALL = Text("Small numbers", "Petits nombres")
SMALL_WORDS = Text(
    "Write small numbers exactly as they are, 1 and 2 too: do not hide or round them. Your figures "
    "are seen by your organization and by the office. They are not made public as you send them; "
    "what is published is protected first, so that nobody can be recognized by a small number.",
    "Écrivez les petits nombres tels quels, même 1 et 2\u00a0: ne les masquez pas et ne les "
    "arrondissez pas. Vos chiffres sont vus par votre organisme et par le bureau. Ils ne sont pas "
    "rendus publics tels que vous les transmettez; ce qui est publié est d’abord protégé, pour que "
    "personne ne puisse être reconnu par un petit nombre.",
)
NEVER = Text("What is never to be written", "Ce qu’il ne faut jamais écrire")
NEVER_WORDS = Text(
    "Nothing about any one person: no names or initials, birth dates, telephone numbers, e-mail "
    "or home addresses, postal codes, health card, social insurance or file numbers, and no list "
    "with a row for each person. This holds for cells, notes and sheet names alike. A file with "
    "such content is refused, and no copy of it is kept.",
    "Rien sur une personne en particulier\u00a0: ni nom ni initiales, date de naissance, numéro de "
    "téléphone, adresse courriel ou domicile, code postal, numéro de carte santé, d’assurance "
    "sociale ou de dossier, et aucune liste d’une ligne par personne. Cela vaut pour les cellules, "
    "les notes et les noms de feuilles. Un fichier qui en contient est refusé, et aucune copie "
    "n’en est gardée.",
)
ASK = Text("Whom to ask", "À qui s’adresser")
ASK_OFFICE = Text(
    "Ask the office that you have this workbook from{name}.",
    "Adressez-vous au bureau dont vous tenez ce classeur{name}.",
)
COLON = Text(": ", "\u00a0: ")
STEWARD = Text("This form is looked after by {steward}.", "Ce formulaire relève de {steward}.")
SHEETS = Text("The sheets to fill in", "Les feuilles à remplir")
COLUMNS = Text("What the columns mean", "Ce que veulent dire les colonnes")
SHEET, COLUMN, UNIT, DEFINITION = (
    Text("Sheet", "Feuille"),
    Text("Column", "Colonne"),
    Text("Unit", "Unité"),
    Text("Definition", "Définition"),
)
OPTIONAL = Text("This column may be left empty.", "Cette colonne peut rester vide.")
WITH_QUALIFIERS = Text(
    "Figures such as “about 20” or “<5” are taken here.",
    "Des valeurs comme «\u00a0environ 20\u00a0» ou «\u00a0<5\u00a0» sont acceptées ici.",
)
GENERAL = Text("The sheet “{sheet}”", "La feuille «\u00a0{sheet}\u00a0»")
GENERAL_WORDS = Text(
    "If your own system can export a list, paste it into the sheet “{sheet}” in place of filling "
    "in the other sheets: one row for each value, with the indicator, the period, the place, the "
    "breakdown, the value and, if need be, a short note. State each value once, there or here.",
    "Si votre propre système peut exporter une liste, collez-la dans la feuille "
    "«\u00a0{sheet}\u00a0» "
    "au lieu de remplir les autres\u00a0: une ligne par valeur, avec l’indicateur, la période, le "
    "lieu, la ventilation, la valeur et, au besoin, une courte note. Donnez chaque valeur "
    "une seule "
    "fois, là ou ici.",
)
GENERAL_EXAMPLE = Text("An example of such a row:", "Un exemple de ligne\u00a0:")
COMMENTS = Text("Comments from the office", "Commentaires du bureau")
COMMENTS_WORDS = Text(
    "Your return came back with these comments. They stand as notes at their cells, too.",
    "Votre rapport vous est revenu avec ces commentaires. Ils figurent aussi en notes à leurs "
    "cellules.",
)
COMMENT = Text("Comment from the office: ", "Commentaire du bureau\u00a0: ")
CELL = Text("Cell", "Cellule")
HELP = Text(
    "White cells: a number, or {words}. Grey figures are last period’s and are not read.",
    "Cellules blanches\u00a0: un nombre, ou {words}. Les chiffres gris sont ceux de la période "
    "précédente et ne sont pas lus.",
)
OR = Text(" or ", " ou ")
WHOLE = Text("A whole number, 0 or more", "Un nombre entier, 0 ou plus")
SHARE = Text(
    "A number from 0 to 100, such as 45 for 45%", "Un nombre de 0 à 100, par ex. 45 pour 45\u00a0%"
)
FROM_ZERO = Text("A number, 0 or more", "Un nombre, 0 ou plus")
ANY = Text("A number", "Un nombre")
LEVEL = Text("A whole number from 1 to {most}", "Un nombre entier de 1 à {most}")
PROMPT = Text("{number}, or one of: {words}.", "{number}, ou l’un de ces mots\u00a0: {words}.")
NOT_SO = Text("Please check this entry", "Veuillez vérifier cette saisie")
KEEP_IT = Text(
    "If it is a number as you write it (1234.5 or 1 234,5), keep it: it is read.",
    "Si c’est un nombre à votre manière (1234.5 ou 1 234,5), gardez-le\u00a0: il est lu.",
)
FROM_LIST = Text("Choose from the list", "Choisissez dans la liste")
NOT_LISTED = Text("This is not in the list", "Ceci n’est pas dans la liste")
NOT_LISTED_WORDS = Text(
    "Choose one of the list’s words, as they are spelled there.",
    "Choisissez l’un des mots de la liste, tels qu’ils y sont écrits.",
)
PAGE = Text("Page &P of &N", "Page &P de &N")


def absent_words(language_index: int) -> tuple[str, ...]:
    return tuple(said[0][language_index] for said in ABSENT)
