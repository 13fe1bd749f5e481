"""Given names that are hardly ever another word: by one of them a sentence names a person."""

from ingest.personal_data.listed import listed
from ingest.personal_data.note_words import KNOWN
from ingest.personal_data.vocabulary import GIVEN, PLACES, WORDS

_MORE = frozenset(
    listed(
        """
debbie becky abby allie aubrey autumn bella brianne brooklyn candace candice carrie charlene
cheyenne christa cindi cora corinne corrine dana darcy deanna destiny donovan edith elaine ellie
elsie emery erika fay gwen gwendolyn hailey haylee hilary jacinthe jackie janelle jaclyn jayde
jocelyn jody josee kara karla kassandra katelyn kendra kerry kirsten kirstie krista lacey leona
leslieann lena lorna lucille lydia mabel mackenna mallory mandy marcia margot marianne marla
maryse melody mireille mona nadege nicolette nikki noemie pam paige phyllis raquel rhonda robyn
rosanne roseanne sasha oceane coralie elodie laurianne gaelle leonie mylene josianne audree maeva
axelle alizee shania shannen shelby sheri sherri sherry stacy suzie tabitha teri tess theresa tori
traci tricia trish trudy vicki vickie vicky whitney yvon zoey aditya ahmad aiden aisling ajay
akira alejandra alejandro alicja aminata anaya andrei anh anika anjali antonio anya arash arjan
asha ashleigh ashlyn asma ayaan ayesha aylin bao beatriz ben bianca bogdan bohdan brayden bridget
bronwyn caleb cameron carly carmela cassandra cassidy chantel chen chiara chidi chinedu chloe
clementine cole connor corey courtenay cyril dakota dalia damien danica danika daphne daria
dariusz deepak desiree dimitri dina divya dmitri ebony ekaterina eleni elif eloise emeka emilia
emilio enrique ethel eugenie fabian fabienne farah farida fatoumata fatuma felix fernanda fernando
filip francisco freya gabriela gavin giulia giovanni goran gurpreet habiba hadiza haley halima
hamza hana haruto heidi hiroshi huda hussein ifeoma ikram iman imran ingeborg irina ishaan ivana
izabela jaden jaspreet javier jayden jodie joelle jorge jozef juana justyna kaitlyn kamal kamila
kanye katarzyna kateryna katrina kavita keisha kelsey kenji khalid kiara kofi krystal kwame kylie
laila lakshmi lamar larissa latoya layla leticia lorenzo luca lucia ludmila luka maddie maeve
magdalena mahmoud malik manpreet marek mariana marisol marta maryam mateo matilda matteo maxime
mehdi meera mia miguel mikhail mila milan min miriam mohammad mustafa nadine nasrin natasza
navdeep neha nevaeh ngozi nguyen nikita nikolai nisha noura nour odile oksana olena oluwaseun owen
pablo parminder patrice pavel pedro petra piotr pooja priyanka rachelle rafael rahul raj rajesh
ramona rania rashid raul ravi reema ricardo rohan rosalie rukhsana ruslan sade salma samir sanjay
santiago saoirse savannah seema selena sergei shaniqua shawna shirin shreya siobhan solange soraya
stefan sunita svetlana tamika tania tasha tatiana tatyana thanh thuy tomasz trinity tyler uchenna
ursula vanja vasiliki viktor viktoria vikram vladimir wambui wapun ariane eliane liliane oriane
viviane aliyah alisha amandeep amara andreea baljit camila chiamaka damian darius deshawn dorian
duncan dwayne florian guadalupe ines ioana jamal jamila kiana latisha lupita marcus mathilde
nkechi oluwatobi pascale rosario rosalind ruxandra shanice simran sukhpreet tanisha thandiwe
tyrell tyrone valentina yesenia zsofia xiomara yasmin yelena ying yolanda yuki yuliya yusuf
zachariah zahra zara zeynep zofia zuzanna
"""
    )
)
# Given names that are words, places or months as well, in either language.
_WORDS_TOO = frozenset(
    listed(
        """
abby autumn bella brooklyn dana darcy destiny fay melody page paige sasha teri tess tori whitney
cheyenne shelby carrie jackie cora mona pam robyn elaine alain alma amber ange angel april art
austin blessing bob brooke bruno carol cathy charlotte chelsea chen claire cole courtney crystal
daisy dakota dawn dean denis devon don doris drew eve faith felix florence forest frank gail
georgia grace guy hope iman isabel ivan jack jade jamie jean jo joy judy kim kelly lea lee leo
leslie lily luc madison marina mark martin max may maya milan min mike ning olive owen page paris
pat paule penny pierre ray regina rich rita rob robin rose ruby ruth sade sam sandy serge sidney
simon skip sky stella sue summer sydney terry trinity victor victoria virginia will york savannah
raj mia ebony nour logan jordan mackenzie lorraine pauline carmen alexandra gloria irene diana
helen norma wanda nina lynn ella ava ana ali al jim lou ben bao anh josephine frances francis
george henry james john william albert edward charles elizabeth louis philip stuart
"""
    )
)
EVERY = GIVEN | _MORE
# In lower case, and alone.
SURE = EVERY - _WORDS_TOO - WORDS - PLACES - KNOWN
# With a capital and a surname behind it.
WITH_SURNAME = (EVERY - WORDS - PLACES) - {
    "max", "mark", "guy", "april", "summer", "chelsea", "victoria", "florence", "charlotte",
    "georgia", "virginia", "alexandra", "savannah", "milan", "paris", "sydney", "madison", "jordan",
    "york", "jack", "stuart", "logan", "regina", "brooke", "page", "marina", "will", "dawn", "hope",
    "faith", "grace", "art", "forest", "trinity", "lorraine", "pat", "ray", "rose", "ruby", "may",
}  # fmt: skip

# What stands behind a given name where both are the name of a place or an organization.
OF_PLACES = frozenset(
    listed(
        """
house place centre center society hospital foundation fondation school college park street road
avenue memorial shelter lodge home hall institute clinic fry square gardens garden court bridge
hill hotel library market church parish ward row mews point island bay lake river creek heights
ridge valley crossing junction station airport stadium arena theatre gallery museum trust group
inc ltd limited corp county city town village township region district highway pier harbour harbor
beach falls springs mills mill farm ranch estate estates tower towers plaza mall complex building
wing transition gate landing haven door doors alert alerte corners narrows factory mines village
inn nest lac baie room site campus university association network program project initiative fund
services report return form file sheet draft final copy data cross green field fields parc rue
place pont
"""
    )
)
