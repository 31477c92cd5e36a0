"""What people of such a gathering offer and look for: each subject as an offer and as a need, in three languages."""

from typing import NamedTuple


class Subject(NamedTuple):
    """Language → (an offer, a need), in words that somebody might write; none is a translation word by word."""

    fr: tuple[str, str]
    nl: tuple[str, str]
    en: tuple[str, str]


SUBJECTS = {
    "bookkeeping": Subject(
        ("Je tiens la comptabilité de petites associations", "Quelqu’un pour m’aider à tenir mes comptes"),
        ("Boekhouding voor kleine verenigingen", "Hulp bij mijn boekhouding"),
        ("Bookkeeping for small organisations", "Someone to help me keep my accounts"),
    ),
    "grants": Subject(
        ("Rédaction de dossiers de subvention", "De l’aide pour écrire une demande de subvention européenne"),
        ("Subsidieaanvragen schrijven", "Iemand die een subsidiedossier kan schrijven"),
        ("Writing grant applications", "Help with applying for public funding"),
    ),
    "graphic design": Subject(
        ("Graphisme : affiches, logos, mise en page", "Une graphiste pour dessiner notre logo"),
        ("Grafisch ontwerp van affiches en logo’s", "Een grafisch vormgever voor een folder"),
        ("Graphic design, posters and logos", "A designer for our flyer and logo"),
    ),
    "carpentry": Subject(
        ("Menuiserie sur mesure, meubles en bois", "Un menuisier pour fabriquer une bibliothèque en bois"),
        ("Schrijnwerk en houten meubels op maat", "Een schrijnwerker voor een houten trap"),
        ("Carpentry and wooden furniture", "A carpenter to build wooden shelves"),
    ),
    "websites": Subject(
        ("Création de sites web en logiciel libre", "Quelqu’un pour refaire notre site internet"),
        ("Websites bouwen met vrije software", "Een nieuwe website voor onze coöperatie"),
        ("Building websites with free software", "Someone to redo our website"),
    ),
    "rural places": Subject(
        ("Accompagner la création de tiers-lieux à la campagne", "Des conseils pour ouvrir un lieu partagé rural"),
        ("Begeleiding van gedeelde plekken op het platteland", "Ervaring met gedeelde werkplekken op het platteland"),
        ("Helping start shared places in the countryside", "Advice on opening a shared space in a rural village"),
    ),
    "choir": Subject(
        ("Je dirige une chorale", "Une chorale où chanter"),
        ("Ik dirigeer een koor", "Een koor om mee te zingen"),
        ("I lead a choir", "A choir to sing in"),
    ),
    "translation": Subject(
        ("Traduction du néerlandais vers le français", "Une traductrice néerlandais-français"),
        ("Vertaling van het Frans naar het Nederlands", "Een vertaler voor teksten in het Frans"),
        ("Translation between French and Dutch", "A translator from French into Dutch"),
    ),
    "market gardening": Subject(
        ("Maraîchage biologique et paniers de légumes", "Apprendre à cultiver des légumes bio"),
        ("Biologische groenteteelt", "Tips om zelf groenten te telen"),
        ("Organic vegetable growing", "Learning to grow organic vegetables"),
    ),
    "photography": Subject(
        ("Photographe de reportage", "Un photographe pour notre fête"),
        ("Fotograaf voor reportages", "Een fotograaf voor ons evenement"),
        ("Documentary photographer", "A photographer for our event"),
    ),
    "facilitation": Subject(
        ("Facilitation de réunions et intelligence collective", "Quelqu’un pour animer notre assemblée générale"),
        ("Begeleiding van vergaderingen en groepsprocessen", "Iemand om onze algemene vergadering te begeleiden"),
        ("Facilitating meetings and group decisions", "Someone to facilitate our general assembly"),
    ),
    "law": Subject(
        ("Conseil juridique pour coopératives", "Un avis juridique sur nos statuts"),
        ("Juridisch advies voor coöperaties", "Juridische hulp bij onze statuten"),
        ("Legal advice for cooperatives", "A lawyer to look at our articles"),
    ),
    "beekeeping": Subject(
        ("Apiculture : miel et ruches", "M’initier à l’apiculture"),
        ("Bijenteelt en honing", "Leren imkeren, een bijenkast"),
        ("Beekeeping and honey", "Learning to keep bees"),
    ),
    "masonry": Subject(
        ("Maçonnerie en pierre et à la chaux, bâti ancien", "Restaurer un vieux mur en pierre"),
        ("Metselwerk met kalk, restauratie van oude gebouwen", "Een metselaar om een oude muur te herstellen"),
        ("Stone masonry and lime, old buildings", "A mason to restore an old stone wall"),
    ),
    "cooking": Subject(
        ("Cuisine végétarienne pour groupes", "Un traiteur végétarien pour cent personnes"),
        ("Vegetarisch koken voor groepen", "Vegetarische catering voor honderd mensen"),
        ("Vegetarian cooking for groups", "A vegetarian caterer for a hundred people"),
    ),
    "video": Subject(
        ("Montage vidéo et films documentaires", "Quelqu’un pour filmer et monter une vidéo"),
        ("Videomontage en documentaires", "Iemand om een film te maken over ons project"),
        ("Video editing and documentary films", "Someone to film and edit a short video"),
    ),
    "sewing": Subject(
        ("Couture et retouches de vêtements", "Une couturière pour des costumes"),
        ("Naaien en herstellen van kleren", "Iemand om kostuums te naaien"),
        ("Sewing and mending clothes", "Someone to sew costumes"),
    ),
    "yoga": Subject(
        ("Cours de yoga", "Une professeure de yoga"),
        ("Yogalessen", "Een yogaleraar"),
        ("Yoga lessons", "A yoga teacher"),
    ),
    "bicycles": Subject(
        ("Réparation de vélos", "Apprendre à réparer mon vélo"),
        ("Fietsen herstellen", "Leren mijn fiets te herstellen"),
        ("Bicycle repair", "Learning to mend my bike"),
    ),
    "training": Subject(
        ("Ingénierie pédagogique, formation d’adultes", "Concevoir une formation pour adultes"),
        ("Opleidingen voor volwassenen ontwerpen", "Hulp bij het ontwerpen van een opleiding"),
        ("Designing adult education courses", "Help designing a training course for adults"),
    ),
    "solar energy": Subject(
        ("Installation de panneaux solaires", "Poser des panneaux photovoltaïques sur notre toit"),
        ("Plaatsen van zonnepanelen", "Zonnepanelen voor ons dak"),
        ("Installing solar panels", "Solar panels for our roof"),
    ),
    "theatre": Subject(
        ("Mise en scène et ateliers de théâtre", "Un atelier de théâtre pour débutants"),
        ("Theaterregie en toneelworkshops", "Een toneelworkshop voor beginners"),
        ("Theatre directing and drama workshops", "A drama workshop for beginners"),
    ),
    "childcare": Subject(
        ("Garde d’enfants et animation jeunesse", "Quelqu’un pour garder les enfants pendant les réunions"),
        ("Kinderopvang en jeugdwerk", "Kinderopvang tijdens vergaderingen"),
        ("Childcare and youth work", "Someone to look after children during meetings"),
    ),
    "radio": Subject(
        ("Création sonore, podcasts et radio", "De l’aide pour enregistrer un podcast"),
        ("Podcasts en radio maken", "Hulp bij het opnemen van een podcast"),
        ("Making podcasts and radio", "Help recording a podcast"),
    ),
}  # fmt: skip
