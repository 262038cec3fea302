"""Words of heads: what tells a position from an employer, a school from a degree, in many languages."""

import re

AT = re.compile(r"\s+(?:at|@|bei|chez|presso|bij|hos)\s+")
EMPLOYMENT = re.compile(
    r"(?:permanent\s)?(?:full[- ]?time|vollzeit|temps plein|(?:cdi|à) temps plein|jornada completa|"
    r"tempo pieno|a tempo pieno|tempo integral|voltijds|fulltime|"
    r"pełny etat|heltid|tam zamanlı|полная занятость|全职|正社員)",
    re.IGNORECASE,
)
OTHER_EMPLOYMENT = re.compile(
    r"(?:part[- ]?time|contract|internship|freelance|self[- ]employed|seasonal|apprenticeship|temporary|"
    r"teilzeit|freiberuflich|befristete anstellung|contrato (?:temporal|indefinido|de prácticas)|"
    r"contratto (?:a tempo determinado)?|selbstständig|praktikum|befristet|temps partiel|cdd|cdi|stage|alternance|"
    r"indépendant|"
    r"media jornada|contrato|prácticas|autónomo|autônomo|estágio|meio período|tirocinio|deeltijd|deltid)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:senior|junior|sr|jr|pm|vp|svp|evp|\w*engineer|\w*developer|\w*manager|\w*director|\w*architect|\w*analyst|\w*designer|\w*consultant|"
    r"\w*scientist|"
    r"\w*administrator|programmer|assistant|associate|intern|lead|head|chief|c[etofim]o|founder|co-founder|owner|"
    r"president|officer|"
    r"professor|teacher|lecturer|researcher|fellow|tutor|coach|specialist|technician|coordinator|supervisor|"
    r"editor|writer|journalist|advisor|adviser|trainee|volunteer|member|treasurer|secretary|nurse|accountant|"
    r"representative|executive|clerk|cashier|waiter|driver|mechanic|partner|principal|"
    r"\w*entwickler(?:in)?|\w*ingenieur(?:in)?|\w*leiter(?:in)?|\w*berater(?:in)?|\w*mitarbeiter(?:in)?|"
    r"praktikant(?:in)?|"
    r"werkstudent(?:in)?|geschäftsführer(?:in)?|ingénieure?|développeu(?:r|se)|chef|stagiaire|directeur|directrice|"
    r"ingeniero|ingeniera|desarrollador|desarrolladora|gerente|becario|ingegnere|sviluppatore|engenheir[oa]|"
    r"desenvolvedora?|estagiári[oa]|analista|asistente|assistente|consultor|consultora|coordenador|coordenadora|ontwikkelaar|programista|kierownik|utvecklare|udvikler|разработчик|инженер)\b|"
    r"エンジニア|工程师|工程師|经理|開発者|設計者",
    re.IGNORECASE,
)
FIRM = re.compile(
    r"(?:\b(?:inc|ltd|ltda|eireli|llc|llp|plc|corp|corporation|company|gmbh|ag|kg|se|s\.?a|s\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|"
    r"n\.?v|oy|ab|as|"
    r"university|universität|université|universidad|università|universidade|institute|college|school|labs?|"
    r"technologies|systems|solutions|group|bank|hospital|agency|studios?|works)\b\.?|\bco\.|株式会社|有限公司|集团|公司)",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"(?:universit|univ\.|universidad|universidade|uniwersytet|univerzita|université|université|institut|"
    r"college|sixth form|collège|colegio|school|schule|école|ecole|escuela|scuola|escola|szkoła|skola|skole|academy|"
    r"akademi|academia|"
    r"politecnico|polytechnic|politechnika|politécnic|lycée|liceo|gymnasium|gymnasiet|faculty|facult|faculdade|"
    r"coursera|udemy|udacity|edx|codecademy|bootcamp|khan academy|open classrooms|openclassrooms|"
    r"\beth\b|\bmit\b|\biit\b|üniversite|университет|институт|академия|школа|大学|学院|学校|高校|专科)",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"(?:\b(?:b\.?s\.?n|m\.?s\.?n|d\.?n\.?p|b\.?sc|m\.?sc|b\.?a|m\.?a|b\.?s|m\.?s|b\.?eng|m\.?eng|b\.?tech|m\.?tech|mba|bba|mfa|bfa|b\.?arch|m\.?arch|b\.?com|m\.?com|mph|mpa|pgce|pgdip|hnd|hnc|btec|ph\.?d|d\.?phil|b\.?e|"
    r"m\.?phil|"
    r"ll\.?[bm]|md|mres|gcse|gce|a[- ]levels?|dipl[oô]m\w*|bachelor\w*|master\w*|magister|doctor\w*|associate\w*|"
    r"doktor\w*|"
    r"licen[cs]\w*|licenciatura|laurea|maîtrise|baccalauréat|abitur|matura|maturit\w*|grado|máster|mestrado|"
    r"graduação|bacharelado|doutorado|doctorat|doctorado|dottorato|promotion|certificate|certificat|minor|"
    r"high school diploma|kandidat\w*|inżynier|magistr\w*|lisans|yüksek lisans|doktora)\b\.?|бакалавр|магистр|学士|"
    r"硕士|博士|修士)",
    re.IGNORECASE,
)
GRADE = re.compile(
    r"(?:c?gpa|grade|score|note|abschlussnote|mention|nota|media|voto|cijfer|ocena|betyg|karakter|оценка)\s*[::]\s*",
    re.IGNORECASE,
)
FLUENCY = re.compile(
    r"(?:\b(?:[abc][12]|proficien\w*|native|bilingual|fluent|elementary|beginner|intermediate|advanced|conversational|"
    r"basic|mother tongue|(?:limited|full|professional|minimum) (?:working|professional)|"
    r"muttersprach\w*|verhandlungssicher|flie(?:ß|ss)end|"
    r"zweisprachig|grundkenntnisse|(?:sehr )?gute kenntnisse|langue (?:maternelle|natale)|bilingue|courant|notions|"
    r"(?:compétence|capacité) \w+|nativ[oa]|bilingüe|competencia \w+|básic[oa]|intermedi[oa]|avanzad[oa]|madrelingua|"
    r"conoscenza \w+|competenza \w+|elementare|bilíngue|proficiência|fluente|moedertaal|vloeiend|tweetalig|"
    r"basisvaardigheid|professionele werk\w*|ojczysty|biegł\w*|podstawow\w*|dwujęzyczn\w*|modersmål|flytande|flytende|"
    r"flydende|grundläggande|grundlæggende|grunnleggende|tvåspråkig|tosproget|tospråklig|yrkesmässig|"
    r"profes[sz]ionel\w*|"
    r"ana dil\w*|profesyonel|temel|родной|свободн\w*|базов\w*|начальн\w*|средн\w*|профессиональн\w*)\b|"
    r"母语|母語|流利|流暢|初级|初級|中级|中級|高级|上級|专业|ネイティブ|ビジネス|日常会話)",
    re.IGNORECASE,
)
"""How well a language is spoken."""
TEMPORARY = re.compile(
    r"internship|apprenticeship|freelance|self[- ]employed|freiberuflich|selbstständig|praktikum|stage|alternance|"
    r"indépendant|prácticas|autónomo|autônomo|estágio|tirocinio",
    re.IGNORECASE,
)
"""Kinds of employment that people write for a position."""
HONOURS = re.compile(
    r"\b(?:honou?rs|distinction|(?:magna |summa )?cum laude|(?:first|second)[- ]class|merit|mit auszeichnung|"
    r"mention (?:très )?(?:bien|assez bien)|sobresaliente|con lode)\b",
    re.IGNORECASE,
)
"""How well a study was finished, in words."""
