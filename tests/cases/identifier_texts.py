"""Texts with identifiers, each between angle marks, and texts without; bars stand between them."""

from cases.identifiers.patterns import BIRTH, CRN, EMAIL, NAME, NATIONAL_INSURANCE, NHS, PHONE, PNC, POSTCODE, PRISON


def _texts(block):
    return [text.strip() for text in block.split("|")]


IDENTIFIERS = {
    NAME: _texts("""
‹Mr Smith› attended | seen by ‹Mrs O'Brien›. | ‹Ms Smith-Jones›, his sister | ‹Miss Ada Okonkwo› rang |
‹Mx Fry› rang | GP is ‹Dr Patel› | ‹Prof. Ngũgĩ› | ‹Sir Alan Penn› | ‹Dame Vera Lynn› |
‹Mr. Łukasz Żak› | ‹MR SMITH› attended | ‹mr Smith› attended | ‹Mr J. K. Smith› | ‹Mr J Smith› |
‹Dr van der Berg› | ‹Ms de la Cruz› | ‹Mr al-Rashid› | ‹Mr D’Arcy› | ‹Mr St John Smythe› left |
‹Rev. Green› | ‹PC Marsh› called | ‹Judge Abbott› sentenced | (‹Mr Émile Zola›) | “‹Mrs Núñez›” |
‹Mr\nSmith› | ‹Professor Amara Diallo› | ‹Drs Patel› and Singh | Mr and ‹Mrs Jones› | ‹Dr.Patel› |
‹mr smith› attended | ‹Mrs smith-jones› rang | ‹mr o'brien› | ‹Mr van der berg› | ‹mrs. jones› | ‹MR smith› |
‹Mr Lane› | ‹DS Andrew Lane› called | ‹Mr Street› | ‹Lady Green› | ‹Dr Mar\u200btens-Hill› | ‹Judge Chambers› |
‹Mr\u200b Smi\u00adth› | ‹Master Smith› attended | ‹Master Jack O'Brien› | ‹MASTER SMITH› | ‹Ｍｒ Ｓｍｉｔｈ› |
‹Mr\u3000Smith›
"""),
    CRN: _texts("""
case ‹X123456› | ‹x123456› | CRN:‹D987654›. | CRN_‹X123456›_notes | (‹A000001›) |
‹CRN: X 123456› | ‹CRN X-123456› | ‹crn no. x 123456› | ‹CRN is X 123456› | ‹X12\u200b3456› | ‹X123\u00ad456›\ufeff |
‹X１２３４５６› | ‹Ｘ123456› | ‹Ｘ１２３４５６› | ‹X 1 2 3 4 5 6› | ‹X1 2 3 4 5 6›. | ‹CRN x 1 2 3 4 5 6› |
‹CRN X 123 456› | ‹X١٢٣٤٥٦› | ‹𝐗𝟏𝟐𝟑𝟒𝟓𝟔›
"""),
    PRISON: _texts("""
prison number ‹A1234BC›. | ‹a1234bc› | (‹G9876VX›)
"""),
    PNC: _texts("""
PNC ‹2003/0062845E› | ‹1981/0154257C› | ‹79/26538X› | ‹2008/56560Z› | ‹19790026538X› | ‹79/0026538x› |
mistyped: ‹2003/0062845F› | ‹04/123456X›
"""),
    NHS: _texts("""
NHS ‹943 476 5919› | ‹9434765919› | ‹943-476-5919› | (‹401 023 2137›) | ‹401\u00a0023\u00a02137›
"""),
    NATIONAL_INSURANCE: _texts("""
‹AB123456C› | NI ‹AB 12 34 56 C›. | ‹ab123456c› | ‹JG 103759 A› | ‹OA123456D›
"""),
    PHONE: _texts("""
on ‹07700 900123› | ‹07700900123›. | ‹+44 7700 900123› | ‹+44 (0)20 7946 0958› | ‹0044 20 7946 0958› |
‹020 7946 0958› | ‹(01473) 496000› | ‹01473 496 000› | ‹0161-496-0000› | ‹077 0090 0123› |
‹0300 123 1234› | ‹07700 900123› 12 March | Tel.‹01632 960001›
"""),
    EMAIL: _texts("""
‹a.b@example.org› | to ‹Tom.O'Neil+x@mail.example.co.uk›. | <‹someone@justice.gov.uk›> |
‹zoë@example.com› | mailto:‹x_y@example.org›
"""),
    BIRTH: _texts("""
‹DOB 12/03/1985› | ‹d.o.b. 1.3.85› | ‹D.O.B: 12-03-1985› | ‹born 12 March 1985› |
‹born on the 12th of March 1985› | ‹Date of birth: 1985-03-12› | ‹date of birth is March 12, 1985› |
‹12/03/1985 (DOB›) | ‹DoB recorded as 12 Mar 85› | her ‹birthday is 1 May 1990› | ‹DOB:\n12/03/1985› |
‹Born: 12 / 03 / 1985› | ‹DoB 010285› | ‹DOB: 01021985› | ‹dob 19850201› | ‹DOB; 12/03/1985›
"""),
    POSTCODE: _texts("""
‹IP1 2AB› | ‹IP12AB› | ‹M1 1AA›, | ‹EC1A 1BB› | ‹W1A 1HQ› | ‹DN55 1PT› | ‹CR2 6XH› | at ‹ip1 2ab› |
‹NR32 1AA›. | ‹IP1  2AB›
"""),
}

HARMLESS = [
    "",
    *_texts("""
2.1.3 is no | see 2.2.3a and 2.4.1 | 12 January 2024 | on 12/01/2024 and 15/01/2024 | since 2024-01-12 |
56 cases | 25 of 56 | 45% of 1,234 | £1,234.56 | OASys | MAPPA level 2 | MAPPA 2/3 | PO |
the PSO and the SPO | Dr | the Dr. | Mr | Mr A and Mrs B | Ms K. | Mr X was seen | Sir/Madam |
Dr appointment | Dr Surgery | may miss Monday | Miss Monday and it is a breach | MS Teams |
Ms Teams call | MS diagnosed | miss Probation | did not miss appointments | Missed | the judge said |
Lord Chancellor | Seen by the judge. Then | Left his PC. Laptop gone | Third miss. Miss. Warned |
a lady | prof. judgement | stubborn 12 January 2024 | born in 1985 |
born out of frustration in that week of 12 January 2024 | reborn |
DOB not recorded. Seen on 12 January 2024 | was born here | order began 3 July 2023 |
the date of birth was missing | 01-02-2024 12 cases | 01 02 2024 to 03 04 2025 | 0.123456789 |
10:30 to 11:45 | 999 | 101 calls | 1234567890 | 0123 456 | phone in 2023 | 111 222 3333 | 0000000000 |
300,000 rows | 12345678901234567890 | RSR 3.45 | at the e-mail | @home | a@b | x @ y.org | user@ |
50 @ 3.20 | 1990s | 24/7 | 9/12A | 2023/24 | 12/2024 | e1 2nd visit | a1 3rd day | level 1 2nd |
Q1 2AB | S1 and S2 | Q3 2023 | P1 1AA | IP1 | GIR | H1 2NH | on 10 11 12 a | GB123456A | QQ123456C |
ZZ123456A | AB123456 | AB123456E | AB1234567C | X12345 | X1234567 | XX123456 | X 123456 |
reference 123456 | DEMO-001 | Case 7 | pdu-2023 | RCPR, RCCO | ROSH high | IPP | CRC4 2XX |
Suffolk PDU | Thinking Skills Programme | three weeks, 2 days | 2003/62845 | 77/12345A | 19790026538A |
PC World | Dr Martens boots | DS Green Lane office | Lord Street office | Lady Lane approved premises |
Judge In chambers | Prof Standards | paid £01234567890 | born; on 01/02/2024 he moved | Mr who | mr and mrs |
Mr A missed two | Mr is no name | an MR scan | case 010285 | seen 01021985 | A1234B | A12345BC | DOB 12 |
the ID is A12 34BC | born 2 of 1234 | Master Copy | the Master List | Master of Arts | a master's degree |
MASTER DOCUMENT | Master | questions 1 2 3 4 5 6 | in weeks 1 2 3 4 5 6 7 | A 1 2 3 4 5 6 7 | A 1 2 3 | Q 1 2 3 4 5 |
x² and 10³ | ½ of 123456 | １２３４５６ | Ａ | scores 1 2 3 4 5 6 in all
"""),
]
