"""A page that parsers read right, and the résumé that says the same."""

RESUME = """\
basics:
  name: Ida Quill
  email: ida@quill.example
  phone: +44 20 7946 0000
  url: https://quill.example
  location: {city: London, countryCode: GB}
work:
  - name: Paper Mill
    position: Senior Binder
    startDate: 2019-03
    highlights: [Bound 4000 books., Taught five apprentices.]
  - name: Ink & Sons
    position: Binder
    startDate: 2015-01
    endDate: 2019-02
    highlights: [Mixed the ink.]
education:
  - {institution: University of Example, studyType: BSc, area: Chemistry, startDate: 2011, endDate: 2014}
projects:
  - {name: Tiny Press, startDate: 2016, endDate: 2017, highlights: [Used by forty people.]}
skills:
  - {name: Trades, keywords: [Binding, Gilding]}
languages:
  - {language: English, fluency: Native speaker}
"""

CONTACTS = (
    '<p class="apart"><span>London, United Kingdom</span><span>+44 20 7946 0000</span>'
    "<span>ida@quill.example</span><span>quill.example</span></p>"
)
FIRST_JOB = (
    '<div class="entry"><h3 class="apart"><span>Senior Binder</span><span>Mar 2019 – Present</span></h3>'
    "<p>Paper Mill</p><ul><li>Bound 4000 books.</li><li>Taught five apprentices.</li></ul></div>"
)
SECOND_JOB = (
    '<div class="entry"><h3 class="apart"><span>Binder</span><span>Jan 2015 – Feb 2019</span></h3>'
    "<p>Ink &amp; Sons</p><ul><li>Mixed the ink.</li></ul></div>"
)
REST = (
    '<h2>Education</h2><div class="entry"><h3 class="apart"><span>University of Example</span><span>2011 – 2014</span>'
    "</h3><p>BSc, Chemistry</p></div>"
    '<h2>Projects</h2><div class="entry"><h3 class="apart"><span>Tiny Press</span><span>2016 – 2017</span></h3>'
    "<ul><li>Used by forty people.</li></ul></div>"
    "<h2>Skills</h2><p>Trades: Binding, Gilding</p><h2>Languages</h2><p>English: Native speaker</p>"
)
GOOD = f"<h1>Ida Quill</h1>{CONTACTS}<h2>Experience</h2>{FIRST_JOB}{SECOND_JOB}{REST}"
