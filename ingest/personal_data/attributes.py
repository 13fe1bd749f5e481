"""Headings over what is told of a person, and over what counts people; folded."""

from ingest.personal_data.listed import listed

ATTRIBUTES = frozenset(
    listed(
        """
age; current age; age at intake; client age; gender; sex; gender identity; ethnicity; race;
nationality; citizenship; immigration status; country of birth; country of origin;
languages; language; first language; marital status; sexual orientation;
indigenous identity; referral source; referred by; type of exploitation; exploitation type;
status; case status; risk level; services received; service; services; outcome; city;
municipality; notes; exploitation;
housing status; case worker; worker; trafficker; region of origin;
genre; sexe; identite de genre; origine ethnique; nationalite; citoyennete;
pays de naissance; pays d'origine; statut d'immigration; langue; langues; etat civil;
orientation sexuelle; identite autochtone; source de reference; type d'exploitation; statut;
ville; municipalite; services recus; niveau de risque; intervenante; intervenant; remarques;
age a l'admission
"""
    )
)
COUNTED = frozenset(
    listed(
        """
count; counts; number; total; totals; value; valeur; nombre; effectif; effectifs; people;
persons; number of people; number of clients; number of survivors; survivors served;
clients served; people served; nombre de personnes; nombre de clientes; personnes; n; #;
percent; %; share; rate; pourcentage; part; taux; amount; montant; number of victims;
number of persons; indicator; indicateur; measure; mesure
"""
    )
)
# What is told of one person: beside a column of names, it makes a list of people.
OF_A_PERSON = frozenset(
    listed(
        """
age; ages; current age; age at intake; client age; age years; sex; gender; gender identity;
date; dates; date of birth; dob; birth date; birthdate; birthday; born; year of birth; pronouns;
nationality; citizenship; immigration status; ethnicity; marital status; intake date;
date of intake; type of exploitation; exploitation type; exploitation; sexe; genre;
identite de genre; age a l'admission; date de naissance; ddn; naissance; ne; nee;
annee de naissance; pronoms; nationalite; citoyennete; statut d'immigration; etat civil;
date d'admission; type d'exploitation; origine ethnique
"""
    )
)
# Attributes of a person, of which three with an exact age are one person's in each row.
TELLING = (ATTRIBUTES | OF_A_PERSON) - {"date", "dates", "notes", "remarques", "ne"}
SEXES = frozenset(
    listed(
        """
f m x female male woman man girl boy femme homme fille garcon feminin masculin nonbinary
trans
"""
    )
)
