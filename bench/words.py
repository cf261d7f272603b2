"""Owns the small vocabulary that generated records speak: pairs of English and French."""

FIELDS = (
    ("nursing", "soins infirmiers"), ("carpentry", "menuiserie"), ("accounting", "comptabilité"),
    ("software", "logiciel"), ("teaching", "enseignement"), ("welding", "soudage"), ("pharmacy", "pharmacie"),
    ("logistics", "logistique"), ("child care", "garde d’enfants"), ("engineering", "génie"), ("law", "droit"),
    ("cooking", "cuisine"), ("design", "conception"), ("sales", "vente"), ("farming", "agriculture"),
    ("banking", "services bancaires"), ("dentistry", "dentisterie"), ("research", "recherche"),
)  # fmt: skip
NAMES = (
    ("Lantern", "Lanterne"), ("Harbour", "Havre"), ("Maple", "Érable"), ("Compass", "Boussole"), ("River", "Rivière"),
    ("Anchor", "Ancre"), ("Orchard", "Verger"), ("Beacon", "Phare"), ("Meadow", "Prairie"), ("Cedar", "Cèdre"),
    ("Summit", "Sommet"), ("Heart", "Cœur"), ("Bridge", "Pont"), ("Horizon", "Horizon"), ("Sparrow", "Moineau"),
)  # fmt: skip
SORTS = (
    ("Mentoring Circle", "Cercle de mentorat"), ("Work Bridge", "Passage au travail"), ("First Job Lab", "Atelier du premier emploi"),
    ("Career Link", "Lien carrière"), ("Skills Path", "Parcours de compétences"), ("Trade Start", "Départ métier"),
    ("Language for Work", "Langue au travail"), ("Licence Help", "Aide au permis"),
)  # fmt: skip
SENTENCES = (
    ("A person who works in {0} meets you every week.", "Une personne qui travaille en {0} vous rencontre chaque semaine."),
    ("You write a plan and follow it step by step.", "Vous écrivez un plan et vous le suivez étape par étape."),
    ("Staff check in with both sides every month.", "Le personnel fait le point avec les deux chaque mois."),
    ("The group visits places where {0} is done.", "Le groupe visite des milieux où l’on pratique : {0}."),
    ("You practise interviews with people from the field.", "Vous vous exercez aux entrevues avec des gens du métier."),
    ("At the end you get a letter that tells what you did.", "À la fin, vous recevez une lettre qui dit ce que vous avez fait."),
    ("Some meetings are online, in the evening.", "Certaines rencontres ont lieu en ligne, le soir."),
    ("Employers in {0} come to speak and to listen.", "Des employeurs viennent parler et écouter : {0}."),
    ("There is help with child care and bus fare.", "Il y a de l’aide pour la garde et le transport."),
    ("Nobody has to find you a job, but many people help.", "Personne ne doit vous trouver un emploi, mais beaucoup aident."),
    ("You learn how people in {0} talk at work.", "Vous apprenez comment on parle au travail : {0}."),
    ("The program has done this since it began.", "Le programme fait cela depuis ses débuts."),
)  # fmt: skip
