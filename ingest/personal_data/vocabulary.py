"""Words that are no part of a person's name, and given names that are."""

from ingest.personal_data.listed import listed

# Words of organizations, programs, roles, places and groups: a run of capitals with one of them
# ("Covenant House", "Victim Services", "Thunder Bay") names no person.
_ENGLISH = """
a about above access action activities activity addiction additional administration adolescent
adult adults advisory advocacy advocate aftercare agency agreement aid all alliance amount an and
annual anti any applicable application appointment appointments approved area assault assessment
assistance assistant association at authority average awareness band base basic bed beds below
benefit black board branch bureau by call calls canada canadian capacity care case cases catholic
centre center centres chair change charge charges chief child children choice christian church
circle city civil client clients clinic clinical coalition collaborative college combined comment
comments commission committee community completed complaint conference confidential consultation
contact contacts contribution coordination coordinator corporation council counsellor counselling
count country county court courts crime crisis criminal culture cultural current daily data date
day days deaf demand department description deputy designated detail details development
director disability district division domestic donation drop due each early east eastern
education elder elders eligible email emergency employment end engagement enforcement enter entry
error evaluation event every exploitation expense experience external faith families family federal
federation female females finance financial first fiscal follow for form formal foundation free
friend friends friendship from front full fund funded funder funding funds gender general girl
girls goods government grand grant group groups half harm head healing health help high his home
homes hope hospital hotline house housing hub human immigrant immigration in inc incident
independent index indicator indigenous individual information initiative inquiry institute intake
interim international internal intervention investigation investigator inuit is issue job justice
key kind labour land language last late law lead leader league learning legal level life line list
local location long lot low main male males man manager management maximum me medical member
members memorial men mental met metis minimum minister ministry minor mission model monthly more
municipal municipality my name names nation national nations native nature need needs neighbour
network new next night no non none normal north northern not note notes number nurse of office
officer officers official old on one ongoing only online ontario open operation operations option
or order organization organisation other others our outcome outcomes outreach over overall
pending paid parent parents part participant participants partner partners partnership patient
peace peer pending people per percent period person persons phone pilot place plan planning please
police policy population post practice prevention previous primary principal priority private
process professional program programme programs project projects promotion property prosecution
prosecutor protection province provincial public quality quarter quarterly quick race racialized
rate ratio received record recovery referral referrals refugee region regional registered report
reported reports request research reserve residence resident residents resource resources response
results return returning review rights risk river role room row rural safe safety sample school
season second secondary section sector security see select senior service services session sessions
sex sexual shared sheet shelter shelters short site skills small social society source south
southern special specialist specialized specialist spring staff standard start status step
stop strategic strategy street student students study sub summary summer supervisor support
supports survey survivor survivors system table target task team technical temporary test text
the their third this three through time title to together total totals traffic trafficking trained
training transit transition transitional transportation treatment treasurer trust two type under
unit united university unknown unspecified up update urban use user users value various vendor
victim victims view violence visit visits visitor volunteer volunteers waiting walk we week weekly
welcome welfare wellness west western what when white who will winter with witness woman women
women's womens work worker workers workshop year years yes yet young your youth ymca ywca na tbd
tba nil blank see above redacted anonymous confidential withheld suppressed hidden removed self
homeless lesbian gay trans transgender two-spirit nonbinary non-binary queer urgent completed
active inactive closed opened opioid drug mental substance abuse prevention fraud seniors
minimum chiefs sheriff crown attorney judge lawyer detective sergeant constable rating miss
january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday
"""
_FRENCH = """
accueil acces accompagnement action activite activites administration adolescente
adolescentes adulte adultes agence agent agente agents aide aines aucun aucune aupres autochtone
autochtones autre autres
avec avocat bande beneficiaire bureau cadre canadien canadienne carrefour cas centre cercle
chambre chef chercheuse client cliente clientes clients clinique college colonne comite
commentaire commentaires communautaire communaute condition confidentiel conseil conseiller
conseillere consultation coordination coordonnateur coordonnatrice cour crise culture cure dans
date de dependance des developpement directeur directrice domaine donnees dont droits du education
eglise elle elles emploi en enfance enfant enfants engagement entente enquete enqueteur enseignement
ensemble equipe espace espoir est et etat etude evaluation evenement exploitation externe familiale
famille familles federation feminin femme femmes feuille fille filles financement fondation
formation foyer francophone francophones frere garcon garcons general generale generaux genre
gouvernement groupe groupes habitation hebergement homme hommes hopital immigrante immigrantes
indicateur infirmiere information initiative inconnu inconnue indetermine institut intervenant
intervenante intervenantes intervenants intervention jeune jeunes jeunesse juridique juridiques la
le les ligne lieu lieux liste local locale logement loi lutte maison masculin metis mesure ministere
mobile montant municipalite nation nationale nations niveau nom nombre non nord notes nouveau
nouveaux nouvelle numero ontarienne ontarien organisme organismes origine ou ouest ouvert par
parent parents partenaire partenaires participante participantes participants partie pas patient
patiente patientes periode personne personnel personnes plan planification police policiere
policiers pour premiere premier premieres prevention programme programmes projet projets protection
province provincial provinciale public publique qualite quartier rang rapport recherche
reconnaissance refugiee refuge region regional regionale remarque renseignement reponse reseau
residence responsable ressource ressources resultat resume risque role rue sans sante secours
secteur securite seance secretaire section sensibilisation service services sexe sexuelle si
social sociale sociaux societe soins soutien sous statut strategie sud suivi survivante
survivantes survivant survivants table tableau titre total totale totaux traite transition
transport travail travailleuse tribunal trimestre type universite urgence usager usagere valeur
victime victimes vide vie ville violence violences visite volet voir votre oui nsp sur aucunes
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
"""
_PLACES = """
ajax algoma amherstburg aurora barrie belleville brampton brantford brockville burlington caledon
cambridge chatham clarington cobourg collingwood cornwall dryden durham elgin essex etobicoke
espanola exeter frontenac gatineau georgian grey guelph haldimand haliburton halton hamilton
hastings hawkesbury hearst huron ingersoll innisfil kapuskasing kawartha kenora kingston kingsville
kirkland kitchener lambton lanark leamington leeds lennox lindsay london manitoulin markham
middlesex midland milton mississauga moosonee muskoka napanee newmarket niagara nipissing norfolk
northumberland oakville orangeville orillia oshawa ottawa oxford parry peel pembroke perth
peterborough pickering prescott quebec quinte rainy renfrew richmond russell sarnia saugeen sault
scarborough simcoe sound strathroy sudbury thunder bay tillsonburg timiskaming timmins toronto
trenton vaughan waterloo welland wellington whitby windsor woodstock york montreal vancouver calgary
edmonton winnipeg halifax regina saskatoon alberta manitoba saskatchewan yukon nunavut columbia
brunswick scotia edward newfoundland labrador mexico africa asia europe china india nigeria
philippines romania ukraine hungary america american british english french anglais francais ste
falls lake hills valley beach island
"""
WORDS = frozenset((_ENGLISH + _FRENCH).split())
PLACES = frozenset(_PLACES.split())
# Words of the above that are surnames as well, behind a given name.
SURNAMES = frozenset(
    listed(
        """
young white black long day law grey brown english french friend west north bird may hope
faith page price strong grand land leader notes
"""
    )
)

# Given names common in Ontario: enough to tell a list of people from a list of programs.
GIVEN = frozenset(
    listed(
        """
aaliyah aaron abdul abigail adam adele agathe agnes ahmed aicha aidan aisha alain alan
albert alex alexander alexandra alexandre alexis ali alice alicia alison amanda amber amelia
amelie amina amir amy ana anastasia andre andrea andrew ange angela angelique anita ann anna
anne annie anthony antoine aria arjun ashley audrey ava barbara beatrice benjamin benoit
bernadette beth betty beverly blessing bob bonnie brandon brenda brian brianna brigitte
brittany brooke bruno caitlin camille carl carla carlos carmen carol caroline catherine
cathy cecile celine chantal charles charlotte chelsea chloe chris christian christina
christine christopher cindy claire clara claude claudette colette colin connie courtney
craig crystal cynthia daisy daniel danielle darlene dave david dawn deborah debra denis
denise derek diana diane dominique donald donna doris dorothy doug douglas dylan edward
eileen elena eli elijah elise elizabeth ella ellen emilie emily emma eric erica erin ethan
eva evelyn faith fatima fatou fernand fiona florence frances francine francis francois frank
fred gabriel gabrielle gail genevieve george gerald gilles ginette gisele gloria grace greg
guillaume guy hannah harpreet harry hassan heather helen helene henri henry hugo ibrahim
ingrid irene isaac isabel isabella isabelle ivan jack jacob jacqueline jacques jade james
jamie jane janet janice jason jasmine jean jeanne jeff jeffrey jen jenna jennifer jeremy
jerome jess jesse jessica jill jim jo joan joanne joe johanne john jonathan jose joseph
josephine josh joshua josiane joyce juan judith judy julia julian julie justin justine karen
karim karine kate katherine kathleen kathy katie kayla keith kelly ken kenneth kevin khadija
kim kimberly kristen kyle laura lauren laurence lea leah leanne lee leila leo leslie liam
lily linda lisa lise liz logan lori lorraine louis louise luc lucas lucie lucy luis luke
lynda lynn mackenzie madeleine madison manon marc marcel margaret maria mariam marie marilyn
marina mark marlene martha martin martine mary mathieu matthew maude maureen max maya megan
mei melanie melissa michael michel michele michelle mike mohamed mohammed molly monica
monique muhammad myriam nadia nadine nancy naomi natalia natalie natasha nathalie nathan
nicholas nicola nicole nina noah noor norma odette olga olivia olivier omar oscar pamela
pascal patricia patrick paul paula pauline penny peter philip philippe pierre priya rachel
ralph raymond rebecca rene renee richard rick rita rob robert roberta robin roger roland ron
ronald rosa rose roxanne ruth ryan sabrina sally sam samantha samuel sandra sara sarah scott
sean sebastien serge shannon sharon sheila shelley shirley simon simone sofia sonia sophia
sophie stacey stella stephanie stephane stephen steve steven stuart sue susan suzanne
sylvain sylvie tamara tammy tanya tara taylor teresa terry thomas tiffany tim timothy tina
tom tracy travis trevor valerie vanessa vera veronica veronique victor victoria vincent
virginia vivian walter wanda wendy wei william xavier yan yasmine yolande yves yvette yvonne
zachary zainab zoe
"""
    )
)
