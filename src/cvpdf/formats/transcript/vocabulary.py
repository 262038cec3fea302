"""Words by which people name sections, positions, employers and schools, in many languages."""

import re
from collections.abc import Iterator
from functools import cache

from cvpdf.locale.labels import languages, load_locale

# Names of sections. -------------------------------------------------------------------------------------------


_WORDS: dict[str, str] = {
    "summary": """
        summary; profile; about; about me; about myself; professional summary; executive summary; career summary;
        objective;
        career objective; career profile; personal statement; personal summary;
        personal profile; professional profile; overview; introduction; bio;
        zusammenfassung; kurzprofil; profil; über mich; info; infos; resümee; résumé; à propos; a propos; présentation;
        extracto; resumen; acerca de; perfil; perfil profesional; sobre mí; riepilogo; profilo; chi sono; sommario;
        resumo; sobre; sobre mim; perfil profissional; samenvatting; profiel; over mij; podsumowanie; o mnie;
        sammanfattning; om mig; om; resumé; sammendrag; om meg; özet; hakkımda; hakkında; общие сведения; о себе;
        обо мне; резюме; профиль; 个人简介; 简介; 自我评价; 关于; 個人簡介; 概要; 要約; 自己紹介; 職務要約; 自己pr""",
    "work": """
        experience; work experience; professional experience; jobs; employment; employment history; work history; work;
        career; career history; relevant experience; professional background; positions; appointments;
        industry experience; job experience; berufserfahrung; beruflicher werdegang; werdegang; erfahrung;
        praktische erfahrung; expérience; expériences; expérience professionnelle; expériences professionnelles;
        parcours professionnel; experiencia; experiencia laboral; experiencia profesional; esperienza;
        esperienze; esperienza lavorativa; esperienze lavorative; esperienza professionale;
        esperienze professionali; experiência; experiências; experiência profissional; experiências profissionais;
        ervaring; werkervaring; doświadczenie; doświadczenie zawodowe; erfarenhet; arbetslivserfarenhet;
        yrkeserfarenhet; erfaring; erhvervserfaring; arbejdserfaring; arbeidserfaring; deneyim; iş deneyimi;
        опыт работы; опыт; профессиональный опыт; 工作经历; 工作经验; 工作經歷; 經歷; 经历; 职业经历; 職歴; 経歴;
        職務経歴""",
    "education": """
        education; academic background; academic history; studies; qualifications; academic qualifications;
        education and training; academic qualification; ausbildung; schulbildung; schulische ausbildung;
        hochschulausbildung; aus- und weiterbildung; bildung; bildungsweg; studium; akademischer werdegang; formation;
        formations; études; parcours académique; educación; formación; formación académica; estudios; formazione;
        istruzione; istruzione e formazione; formação; formação acadêmica; formação académica; educação;
        escolaridade; opleiding; opleidingen; onderwijs; wykształcenie; edukacja; utbildning; uddannelse;
        utdanning; utdannelse; eğitim; образование; 教育经历; 教育背景; 教育經歷; 学历; 學歷; 教育; 学歴""",
    "projects": """
        projects; personal projects; side projects; selected projects; open source; open source projects; projekte;
        projets; proyectos; progetti; projetos; projecten; projekty; projekt; projekter; prosjekter; projeler;
        проекты; 项目; 项目经验; 项目经历; 項目; プロジェクト""",
    "volunteer": """
        volunteering; volunteer; volunteer activity; volunteer activities; volunteer experience; volunteer work;
        voluntary work; community service;
        ehrenamt; ehrenamtliches engagement; engagement; ehrenamtliche tätigkeiten; bénévolat;
        expérience de bénévolat; voluntariado; experiencia de voluntariado; volontariato;
        esperienza di volontariato; trabalho voluntário; experiência de voluntariado; vrijwilligerswerk;
        vrijwilligerservaring; wolontariat; volontärarbete; ideellt arbete; frivilligt arbejde; frivillig erfaring;
        frivillig arbeid; gönüllülük; gönüllü deneyimi; волонтерство; волонтерский опыт; 志愿者经历; 志愿服务;
        ボランティア; ボランティア経験""",
    "publications": """
        publications; selected publications; papers; articles; veröffentlichungen; publikationen; publicaciones;
        pubblicazioni; publicações; publicaties; publikacje; publikationer; publikasjoner; yayınlar; публикации;
        出版物; 论文; 发表作品; 著書; 論文""",
    "awards": """
        awards; honors; honours; honors and awards; honours and awards; honors-awards; awards and honors;
        awards and honours; achievements; awards and achievements; prizes; auszeichnungen; preise;
        auszeichnungen und preise; ehrungen; prix; distinctions; prix et distinctions; récompenses; premios;
        reconocimientos; premios y reconocimientos; logros; premi; riconoscimenti; riconoscimenti e premi;
        prêmios; prémios; reconhecimentos e prêmios; prijzen; onderscheidingen; onderscheidingen en prijzen;
        nagrody; wyróżnienia; nagrody i wyróżnienia; utmärkelser; utmärkelser och priser; priser; hæder og priser;
        ödüller; onur ve ödüller; награды; награды и премии; достижения; 荣誉奖项; 获奖情况; 荣誉;
        奖项; 受賞歴; 受賞""",
    "certificates": """
        certifications; certificates; licenses; licences; licensure; credentials; licenses and certifications;
        licences and certifications;
        courses and certifications; certificates and courses; zertifikate; zertifizierungen;
        bescheinigungen und zertifikate; bescheinigungen; certificats; licences et certifications;
        certificaciones; licencias y certificaciones; certificazioni; licenze e certificazioni; certificações;
        certificados; licenças e certificados; certificaten; certificeringen; certyfikaty;
        licencje i certyfikaty; certifieringar; licenser och certifikat; certifikater; certificeringer;
        sertifiseringer; sertifikalar; lisanslar ve sertifikalar; сертификаты; лицензии и сертификаты; 证书;
        资格认证; 資格; 資格認定""",
    "skills": """
        skills; top skills; mest repræsenterede kompetencer; technical skills; core skills; key skills;
        skills & expertise; skills and expertise;
        skills and endorsements; languages and tools; languages and technologies; languages and frameworks;
        core competencies; competencies; proficiencies; technical proficiencies; technologies; expertise;
        areas of expertise;
        skills & abilities; tech stack; tech; stack; technologies used; tools used; tools and technologies; tools;
        specialties;
        technologien; eingesetzte technologien; technologieën; technologie; tecnologías; tecnologie; tecnologias;
        top-kenntnisse; kenntnisse; fähigkeiten; kompetenzen;
        kenntnisse und fähigkeiten; it-kenntnisse; edv-kenntnisse; besondere kenntnisse;
        principales compétences; compétences;
        compétences techniques; aptitudes principales; aptitudes; habilidades; competencias;
        conocimientos y aptitudes; competenze principali; competenze; competenze tecniche; capacità;
        principais competências; competências; habilidades técnicas; belangrijkste vaardigheden; vaardigheden;
        competenties; główne umiejętności; najważniejsze umiejętności; umiejętności; toppkompetenser;
        främsta kompetenser; kompetenser; kunskaper; färdigheter; topkompetencer; kompetencer; færdigheder;
        toppferdigheter; ferdigheter; kompetanse; en önemli yetenekler; yetenekler; beceriler; основные навыки;
        навыки; ключевые навыки; умения; 热门技能; 技能; 专业技能; 熱門技能; 主なスキル; スキル; 得意分野""",
    "languages": """
        languages; language skills; sprachen; sprachkenntnisse; langues; idiomas; lenguas; lingue; línguas; talen;
        talenkennis; języki; języki obce; znajomość języków; språk; språkkunskaper; sprog; diller; yabancı diller;
        языки; знание языков; иностранные языки; 语言; 語言; 语言能力; 言語; 語学""",
    "interests": """
        interests; hobbies; hobbies and interests; personal interests; interessen; hobbys; hobbys und interessen;
        centres d'intérêt; centres d’intérêt; loisirs; intereses; aficiones; interessi; hobby; interesses; hobbies;
        interessen en hobby's; zainteresowania; intressen; interesser; fritidsinteresser; ilgi alanları; hobiler;
        интересы; хобби; увлечения; 兴趣爱好; 兴趣; 爱好; 趣味; 興味""",
    "references": """
        references; recommendations; recommendations received; testimonials; referees; referenzen; empfehlungen;
        références;
        recommandations; referencias; recomendaciones; referenze; segnalazioni; referências; recomendações;
        referenties; aanbevelingen; referencje; rekomendacje; referenser; rekommendationer; referencer;
        anbefalinger; referanser; referanslar; tavsiyeler; рекомендации; отзывы; 推荐信; 推荐; 推薦""",
    "contact": """
        contact; contacts; contact information; contact details; contact info; personal information;
        personal details; personal data; kontakt; kontaktdaten; persönliche daten; persönliche angaben;
        coordonnées; contactar; contacto; datos personales; datos de contacto; contatti; dati personali; contato;
        dados pessoais; contactgegevens; persoonlijke gegevens; persoonsgegevens; dane kontaktowe; dane osobowe;
        kontaktuppgifter; kontaktoplysninger; kontaktinformasjon; iletişim; iletişim bilgileri; kişisel bilgiler;
        контакты; контактная информация; контактные данные; личные данные; 联系方式; 聯絡方式; 个人信息; 連絡先""",
    "courses": """
        courses; coursework; relevant coursework; training; professional development; continuing education;
        kurse; fortbildung; fortbildungen; weiterbildung; weiterbildungen; cours; cursos;
        corsi; cursussen; kursy; kurser; kurslar; курсы; 课程; コース""",
    "patents": """
        patents; patente; brevets; patentes; brevetti; patenten; patenty; patent; patenter; patentler; патенты;
        专利; 特許""",
    "organizations": """
        organizations; organisations; memberships; affiliations; professional affiliations; organisationen;
        mitgliedschaften; organisations; organizaciones; organizzazioni; organizações; organisaties; organizacje;
        organisationer; organisasjoner; kuruluşlar; организации; 组织; 所属団体""",
    "driving": """
        driving licence; driving license; driver's license; driver’s license; führerschein; permis de conduire;
        rijbewijs;
        carnet de conducir; permiso de conducir; patente di guida; carta de condução; prawo jazdy; körkort; kørekort;
        førerkort; sürücü belgesi; водительские права""",
    "other": """
        additional information; other information; further information; additional details; miscellaneous;
        weitere angaben; weitere informationen; zusätzliche informationen; sonstiges; informations complémentaires;
        información adicional; otros datos; altre informazioni; ulteriori informazioni; informações adicionais;
        outras informações; overige informatie; informacje dodatkowe; дополнительная информация; 其他""",
    "causes": "causes; causes i care about",
    "tests": "test scores; testergebnisse; résultats d'examens; resultados de exámenes; punteggi; test sonuçları",
}

_LONGEST_TITLE = 100
_OF_SKILLS = re.compile(
    r"(?:technical|technology|technologies|software|programming|computer|it|technische|technique|técnica|tecnica)\s+"
    r"(?:\w+\s+)?(?:experience|background|erfahrung|expérience|experiencia|esperienza|experiência)"
    r"|(?:expérience|experiencia|esperienza|experiência)s?\s+(?:technique|técnica|tecnica)s?",
    re.IGNORECASE,
)
_TITLES = """
    curriculum vitae; curriculum vitæ; curriculum; cv; c.v.; résumé; resume; my resume; my cv; lebenslauf;
    hoja de vida; currículum; currículum vitae; currículo; życiorys; резюме; 简历; 履歷; 履歴書; özgeçmiş;
    levensloop; meritförteckning"""
_GROUPS = """
    technologies; expertise; tech stack; stack; technologies used; tools used; tools and technologies; tools;
    specialties; competencies; core competencies; technologien; eingesetzte technologien; technologieën; technologie;
    tecnologías; tecnologie; tecnologias"""
"""Words for skills of one kind, which stand beside others of another."""
_QUALIFIERS = frozenset(
    """academic professional teaching research clinical military leadership freelance consulting volunteer relevant
    related additional other further selected recent previous earlier early extracurricular community
    postgraduate undergraduate international freelance summer notable invited peer-reviewed""".split()
)
"""Words before one that names a section, which leave it what it is: `Academic appointments`."""
_PARTS = ("work", "achievements", "overview", "stack")
"""Words that name a section by themselves, and behind others what somebody did, or a part of a job."""
_TOGETHER = re.compile(r"\s+(?:and|und|et|y|e|en|i|och|og)\s+|\s*/\s*|,\s+")
_WITHIN = re.compile(r"[\W_]*+(.*[^\W_])?", re.DOTALL)
_LONGEST_TITLE = 200
_LEADS_ON = re.compile(
    r"\s*(?:&|/|,|\(|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b|\bi\b).*", re.IGNORECASE
)


def section_named(text: str, *, loosely: bool = False) -> str | None:
    """The key of the section that a heading names, None where it is not a known one.

    Args:
        text: The heading.
        loosely: Whether the words may stand among others: `Selected technical skills`, `Education & training`.
    """
    if len(text) > _LONGEST_TITLE:
        return None
    words = _even(text)
    found = _keys().get(words) or _qualified(words) or _together(words)
    if found or not loosely:
        return found
    first = _keys().get(_even(_LEADS_ON.sub("", words)))
    parts = words.split()
    return first or next((key for at in range(1, len(parts)) if (key := _keys().get(" ".join(parts[at:])))), None)


def section_titled(text: str) -> str | None:
    """The key of the section that has exactly this title, which no other section of a file can mean as well."""
    return _keys().get(_even(text))


def may_be_skills(text: str) -> bool:
    """Whether a heading of jobs may be one of skills, where no dates stand below it: `Technical experience`."""
    return _OF_SKILLS.fullmatch(_even(text)) is not None


def is_group(text: str) -> bool:
    """Whether a word for skills says their kind, and so may name a group of them: `Tools`."""
    return _even(text) in _groups()


def _qualified(words: str) -> str | None:
    """The key of the words behind those that say which: `other projects`."""
    first, _, rest = words.partition(" ")
    if first not in _QUALIFIERS or not rest or rest in _PARTS or is_group(rest):
        return None
    return _keys().get(rest) or _qualified(rest)


def _together(words: str) -> str | None:
    """The first key where several are named beside each other, and nothing else: `education / qualifications`."""
    keys = [_keys().get(part) or _qualified(part) for part in _TOGETHER.split(words)]
    return keys[0] if len(keys) > 1 and all(keys) else None


def is_title(text: str) -> bool:
    """Whether a line says what the whole text is: a résumé."""
    return _even(text) in _titles()


def beside_title(text: str) -> tuple[int, int] | None:
    """Where the name stands in a line that says beside it that this is a résumé: `CV -- Ada Example`.

    Returns:
        Where it begins and ends, or None where the line says nothing of the kind.
    """
    bare = text.strip() if len(text) <= _LONGEST_TITLE and not is_title(text) else ""
    for form in _beside_titles():
        if (match := form.fullmatch(bare)) and not is_title(match["name"]):
            start = len(text) - len(text.lstrip())
            return start + match.start("name"), start + match.end("name")
    return None


@cache
def _beside_titles() -> tuple[re.Pattern[str], ...]:
    words = sorted(_titles(), key=len, reverse=True)
    named = rf"(?:(?:my|professional|academic)\s+)?(?:{'|'.join(map(re.escape, words))})"
    title = rf"[*_]*{named}\.?(?:\s+(?:19|20)\d\d)?[*_]*"
    mark = r"(?:\s*(?:-{2,3}|[–—:|·•/：｜])\s*|\s+-\s+|,\s+)"
    of = r"\s+(?:of|for|von|vom|de|du|di|do|da|van|av|af|för|для)\s+"
    name = r"(?P<name>[^\W\d_](?:.*[^\W_][.)]?)?)"
    forms = (
        rf"{title}(?:{mark}|{of}|\s+){name}",
        rf"{title}\s*[(\[（]{name}[)\]）]",
        rf"{name}\s*[(\[（]{title}[)\]）]",
        rf"{name}[’']s?\s+{title}",
        rf"{name}(?:{mark}|\s+){title}",
        rf"{name}的?\s?(?:简历|簡歷|履歷|履歴書|이력서)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _groups() -> frozenset[str]:
    return frozenset(map(_even, _GROUPS.split(";")))


@cache
def _titles() -> frozenset[str]:
    printed = [words.resume for language in languages() if (words := load_locale(language).value)]
    return frozenset(_even(word) for word in (*_TITLES.split(";"), *printed))


def _within(text: str) -> str:
    """A text from its first letter or digit to its last."""
    match = _WITHIN.match(text)
    return (match and match[1]) or ""


def _even(text: str) -> str:
    """A heading in the form of the table: small letters, no marks around it."""
    words = " ".join(_within(text).casefold().replace("&", " and ").split())
    return words.replace("i̇", "i")  # what the Turkish capital becomes


@cache
def _keys() -> dict[str, str]:
    """Every heading with its key: a word of the table counts before a title that cvpdf itself prints."""
    own = {_even(word): key for key, words in reversed(_WORDS.items()) for word in " ".join(words.split()).split("; ")}
    return {**{_even(title): key for title, key in _printed()}, **own}


def _printed() -> Iterator[tuple[str, str]]:
    """The titles that a résumé of ours has, in all languages that there are labels for."""
    for language in languages():
        if words := load_locale(language).value:
            yield from ((title, key) for key, title in words.sections.items())
            yield from ((words.contact, "contact"), (words.personal, "contact"))


# Words of positions, employers, schools and degrees. ----------------------------------------------------------


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
