"""Words that notes begin with or name things by, in capitals; folded."""

from ingest.personal_data.listed import listed

KNOWN = frozenset(
    listed(
        """
estimated estimates estimate revised revision corrected correction includes included including
hep hepatitis hepatite ward salle aile suite module etape unite category categorie bloc block
vitamin stream tier class wing floor zone round
excludes excluded excluding added adding updated counted counts based because since until while
however although despite during before after between among within without under due owing
compared increased decreased increase decrease moved opened reopened closed hired left joined
started began ended ends staffed delayed cancelled postponed confirmed preliminary provisional
partial partially figures figure numbers source sources statistics statcan appendix annex schedule
section chapter plan phase cohort version excel form sheet page column line item microsoft teams
grade cote group groupe act royal assent parliament union european europeen innocence lost
mexique mexico saudi arabia synthetic dataset global legislative assembly king's intere initiative
modern slavery helpline printer act acts loi bill
victoria road map zoom google facebook instagram tiktok power french english ojibwe cree oji-cree
oji inuktitut
mohawk michif arabic spanish ontarians ontarian canadians toronto's they we he she it its these
those this that there here when where why how please thanks thank ask asked tell told call called
see seen check checked contact contacted sent prepared completed submitted reviewed approved
signed reported entered written verified another same similar several many most few both covid
pandemic christmas easter thanksgiving halloween diwali ramadan pride holiday holidays strike
flood fire wildfire evacuation evacuations zero nothing
aski nishnawbe anishinabek anishinaabe haudenosaunee mushkegowuk wabun treaty fort iroquois bay
rapids river port point bras lac baie grand grande petit petite mont saint sainte st ste sioux
lookout cochrane chapleau wawa marathon geraldton greenstone nipigon atikokan ignace longlac
attawapiskat kashechewan peawanuck pikangikum akwesasne tyendinaga wikwemikong nations garden
temiskaming shores iqaluit ca.
etats unis royaume uni kingdom states republic republique islands iles ile britannique colombie
viet nam hong kong puerto porto rico verde arab palestinian news magazine blog times post star
globe journal gazette bulletin minutes
untitled spreadsheet workbook worksheet tracker template draft final statement sensitivity
employees internal protected unclassified classification dashboard blank classeur gabarit ebauche
brouillon gestionnaire suivi protege haven take campaign vigil plaza hotel
caritas ymca-ywca elizabeth fry red cross salvation army united church lutheran anglican
legal aid aide juridique statistique inclut inclus comprend compris exclut exclus ajoute ajoutes
corrige corriges revise revises estime estimation selon depuis jusqu pendant avant apres entre
malgre cause raison hausse baisse ferme fermee fermes ouverte ouverts debut debute fin finit
retard reporte annule confirme provisoire partiel partielle chiffres chiffre source annexe
chapitre phase cohorte version formulaire page ligne colonne anglais francais nous ils ces cette
cet ce voici voir vu demandez demander appelez parler envoye prepare rempli soumis plusieurs
quelques noel paques incendie inondation greve pandemie rien deux trois quatre cinq zero
"""
    )
)
REGIONS = listed("US UN UK GTA OPP TPS CAS CFS MMR YES NON OUI ACS FNIM ADULT ALL NEW OLD AND")
