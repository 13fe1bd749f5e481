"""What each setting is, in words: told by `pillars doctor` and by what refuses a value."""

from metrics.languages import Text

MEANS = {  # what each setting is
    "database_url": Text(
        "the store: sqlite:///path or postgresql://user:password@host/name",
        "l'entrepôt : sqlite:///chemin ou postgresql://utilisateur:mot-de-passe@hôte/nom",
    ),
    "database_read_url": Text(
        "a server that follows the store's own (a streaming replica), from which pages are read as "
        "far as it has come: postgresql://user:password@host/name; the store's own when empty",
        "un serveur qui suit celui de l'entrepôt (une réplique en continu), où les pages se lisent "
        "dans la mesure où il est à jour : postgresql://utilisateur:mot-de-passe@hôte/nom; celui "
        "de l'entrepôt si vide",
    ),
    "accounts_url": Text(
        "the accounts, apart from the store: sqlite:///path or postgresql://user:password@host/name",
        "les comptes, hors de l'entrepôt : sqlite:///chemin ou "
        "postgresql://utilisateur:mot-de-passe@hôte/nom",
    ),
    "returns_url": Text(
        "what partners have sent to be checked, apart from the figures: sqlite:///path or "
        "postgresql://user:password@host/name",
        "ce que les partenaires ont envoyé à vérifier, hors des chiffres : sqlite:///chemin ou "
        "postgresql://utilisateur:mot-de-passe@hôte/nom",
    ),
    "audit_anchor": Text(
        "the file, outside the database, that the newest entry of the audit log is told to; beside "
        "an SQLite store unless set, var/audit.anchors for PostgreSQL",
        "le fichier, hors de la base de données, où est consignée la dernière inscription du "
        "journal; à côté d'un entrepôt SQLite sauf indication, var/audit.anchors pour PostgreSQL",
    ),
    "rounding_key_file": Text(
        "the file of the key by which released numbers are rounded; beside an SQLite store unless "
        "set, var/rounding.key for PostgreSQL; in production it must be there, and never be lost",
        "le fichier de la clé selon laquelle les nombres diffusés sont arrondis; à côté d'un "
        "entrepôt SQLite sauf indication, var/rounding.key pour PostgreSQL; en production il doit "
        "exister et ne jamais se perdre",
    ),
    "data": Text(
        "the folder of indicators, frameworks and sources",
        "le dossier des indicateurs, des cadres et des sources",
    ),
    "framework": Text(
        "the framework shown when none is asked for",
        "le cadre montré quand aucun n'est demandé",
    ),
    "env": Text(
        "development, test or production; in production an unsafe setting stops the start",
        "development, test ou production; en production, un paramètre peu sûr empêche le démarrage",
    ),
    "secret_key": Text(
        "signs sessions; at least 32 characters; required in production",
        "signe les sessions; au moins 32 caractères; exigé en production",
    ),
    "secret_key_before": Text(
        "the secret before this one, while it is being replaced: sessions that it signed go on, "
        "and what it sealed is read until 'pillars reseal' has sealed it anew",
        "le secret d'avant, le temps de le remplacer : les sessions qu'il a signées continuent, "
        "et ce qu'il a scellé se lit jusqu'à ce que « pillars reseal » l'ait scellé de nouveau",
    ),
    "oidc_issuer": Text(
        "the address of the identity provider whose accounts may sign in; none when empty",
        "l'adresse du fournisseur d'identité dont les comptes peuvent se connecter; aucun si vide",
    ),
    "oidc_client_id": Text(
        "the name under which this installation is known to the identity provider",
        "le nom sous lequel cette installation est connue du fournisseur d'identité",
    ),
    "oidc_client_secret": Text(
        "the secret that the identity provider has given this installation",
        "le secret que le fournisseur d'identité a donné à cette installation",
    ),
    "oidc_second_factor": Text(
        "the values of amr or acr by which the identity provider says that it has asked for a "
        "second factor, with commas between; without them the office and stewards are asked for a "
        "code here",
        "les valeurs d'amr ou d'acr par lesquelles le fournisseur d'identité dit avoir demandé un "
        "deuxième facteur, séparées par des virgules; sans elles, un code est demandé ici au "
        "bureau et aux personnes gardiennes",
    ),
    "steward_wait_hours": Text(
        "hours that the account of a steward waits where there is nobody to confirm it, and that "
        "an administrator has been one before confirming any; 72 unless set, never under 24",
        "les heures d'attente du compte d'une personne gardienne quand personne ne peut le "
        "confirmer, et depuis lesquelles une personne administre avant d'en confirmer; 72 sauf "
        "indication, jamais moins de 24",
    ),
    "host": Text(
        "the address that the dashboard listens on",
        "l'adresse où le tableau de bord écoute",
    ),
    "hosts": Text(
        "the names that readers reach it by, besides its own address and localhost, with "
        "commas between; required in production; elsewhere * for any",
        "les noms sous lesquels on l'atteint, outre sa propre adresse et localhost, séparés "
        "par des virgules; exigé en production; ailleurs, * pour tout nom",
    ),
    "proxies": Text(
        "the addresses of the proxies in front, which end TLS and are believed about who asks "
        "and how, with commas between",
        "les adresses des mandataires placés devant, qui terminent TLS et qu'on croit sur qui "
        "demande et comment, séparées par des virgules",
    ),
    "port": Text(
        "the port that the dashboard listens on, 1 to 65535",
        "le port où le tableau de bord écoute, de 1 à 65535",
    ),
    "files": Text(
        "how many files an account, or an address without one, may take away within an hour",
        "combien de fichiers un compte, ou une adresse sans compte, peut emporter en une heure",
    ),
    "return_draft_days": Text(
        "for how many days a checked file is kept that is not sent",
        "pendant combien de jours un fichier vérifié et non envoyé est conservé",
    ),
    "return_file_days": Text(
        "for how many days the file of a return is kept once that has been approved",
        "pendant combien de jours le fichier d'un rapport est conservé après son approbation",
    ),
    "record_days": Text(
        "for how many days it is kept which reminders were sent, and which jobs failed",
        "pendant combien de jours on garde quels rappels ont été envoyés et quelles tâches ont "
        "échoué",
    ),
    "return_uploads": Text(
        "how many files an account may send to be checked within an hour",
        "combien de fichiers un compte peut envoyer à vérifier en une heure",
    ),
    "return_bytes": Text(
        "the most bytes that a partner's file may have",
        "le plus grand nombre d'octets que peut avoir le fichier d'un partenaire",
    ),
    "return_rows": Text(
        "the most rows that a sheet of a partner's file may have",
        "le plus grand nombre de lignes que peut avoir une feuille du fichier d'un partenaire",
    ),
    "return_columns": Text(
        "the most columns that a sheet of a partner's file may have",
        "le plus grand nombre de colonnes que peut avoir une feuille du fichier d'un partenaire",
    ),
    "return_sheets": Text(
        "the most sheets that a partner's file may have",
        "le plus grand nombre de feuilles que peut avoir le fichier d'un partenaire",
    ),
    "log": Text(
        "what is written on standard error: json (a line a request and a fault), text (the same "
        "for people) or off (faults alone)",
        "ce qui est écrit sur l'erreur standard : json (une ligne par demande et par panne), text "
        "(de même, pour les gens) ou off (les pannes seules)",
    ),
    "slow_query_ms": Text(
        "from how many milliseconds on a statement to a database is logged; 0 for none",
        "à partir de combien de millisecondes un énoncé à une base de données est consigné; 0 "
        "pour aucun",
    ),
    "statement_seconds": Text(
        "after how many seconds PostgreSQL gives up a question that pages or commands ask of the "
        "figures; 0 for never",
        "après combien de secondes PostgreSQL abandonne une question que pages ou commandes posent "
        "aux chiffres; 0 pour jamais",
    ),
    "telemetry_url": Text(
        "the collector of OpenTelemetry that traces of requests are sent to (OTLP over HTTP, "
        "https://collector:4318); none are made when empty",
        "le collecteur OpenTelemetry auquel les traces des requêtes sont envoyées (OTLP par HTTP, "
        "https://collecteur:4318); aucune n'est faite si vide",
    ),
    "metrics_token": Text(
        "the word by which /metrics is read; at least 16 characters; without it nobody may in "
        "production, and elsewhere only this machine and the named proxies",
        "le mot par lequel on lit /metrics; au moins 16 caractères; sans lui, personne ne le peut "
        "en production, et ailleurs seuls cette machine et les mandataires nommés",
    ),
    "public_url": Text(
        "the address under which people reach the pages, for links in messages and in the files "
        "of briefings: https://returns.example.ca; without it messages have no link, and those "
        "in files have no host",
        "l'adresse des pages pour le public, pour les liens dans les messages et dans les "
        "fichiers des notes d'information : https://rapports.example.ca; sans elle, les "
        "messages n'ont pas de lien, et ceux des fichiers n'ont pas d'hôte",
    ),
    "contact": Text(
        "where readers tell the office of a wrong figure or a barrier, at the foot of every page: "
        "an e-mail address, or that of a page (https://office.example.ca/contact); without it the "
        "foot names nobody",
        "où les lecteurs signalent au bureau un chiffre erroné ou un obstacle, au pied de chaque "
        "page : une adresse courriel, ou celle d'une page (https://bureau.exemple.ca/contact); "
        "sans elle, le pied ne nomme personne",
    ),
    "smtp_host": Text(
        "the server that sends messages; nothing is sent while it is not set",
        "le serveur qui envoie les messages; rien n'est envoyé tant qu'il n'est pas donné",
    ),
    "smtp_port": Text(
        "its port: 587 (STARTTLS), 465 (TLS), or 25 on this machine",
        "son port : 587 (STARTTLS), 465 (TLS) ou 25 sur cette machine",
    ),
    "smtp_user": Text(
        "the name to sign in with at that server, where it asks for one",
        "le nom pour se connecter à ce serveur, s'il en demande un",
    ),
    "smtp_password": Text("the password that goes with it", "le mot de passe qui va avec ce nom"),
    "smtp_from": Text(
        "the address that messages are sent from", "l'adresse d'où partent les messages"
    ),
    "backup_folder": Text(
        "the folder of backups, of this installation alone; while it is set one is taken every "
        "night",
        "le dossier des sauvegardes, de cette seule installation; s'il est donné, une sauvegarde "
        "est faite chaque nuit",
    ),
    "backup_key_file": Text(
        "the file of the key that backups are encrypted with, at least 32 bytes; never among them",
        "le fichier de la clé qui chiffre les sauvegardes, au moins 32 octets; jamais parmi elles",
    ),
    "backup_daily": Text(
        "of how many days the newest backup is kept",
        "de combien de jours la dernière sauvegarde est gardée",
    ),
    "backup_weekly": Text(
        "of how many weeks the newest backup is kept",
        "de combien de semaines la dernière sauvegarde est gardée",
    ),
    "backup_monthly": Text(
        "of how many months the newest backup is kept",
        "de combien de mois la dernière sauvegarde est gardée",
    ),
}
