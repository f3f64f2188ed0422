"""Lesson: how a web request travels."""

from studio.adapters.offline_writer.drawing import (
    code,
    compare,
    diagram,
    recap,
    steps,
    timeline,
    title,
)
from studio.adapters.offline_writer.lesson import Lesson, Part, asked

LESSON = Lesson(
    title="How a Web Request Travels the World",
    aliases=("web request", "http request", "how a web request travels",
             "what happens when you type a url",
             "url in a browser", "http", "https request", "how the web works", "loading a web page",
             "web page load", "browser request"),
    excludes=("smuggling", "websocket"),
    parts=(
        Part(
            title="One Key, Half a Second",
            say="You type an address and press Enter. Within half a second, four different "
            "machines have worked for you, perhaps on three continents, [[1]] and a page appears. "
            "Let's follow it.",
            visual=title(
                "A Web Request", "From the Enter key to the page", "Four machines, half a second"
            ),
            ask="What happens after you press Enter?",
            formal="This lesson follows a web request.",
            weight=9,
        ),
        Part(
            title="First, Find the Address",
            say="Your browser knows a name, but the network needs a number. So it asks [[1]] a "
            "resolver, the internet's phone book. That asks [[2]] the servers in charge of the "
            "name. Back comes [[3]] an IP address.",
            visual=diagram(
                {"browser": "browser|example.org?", "dns": "resolver|DNS",
                    "auth": "name server|knows example.org",
                 "ip": "IP address|192.0.2.7"},
                "browser>dns:asks, dns>auth:asks, auth>ip:answers", "browser dns", "auth", "ip",
            ),
            ask="How does a name become a place?",
            expert="The stub resolver [[1]] queries a recursive one, which walks from root to top "
            "level [[2]] to the authoritative server, unless a cached record's time to live hasn't "
            "expired. Back comes [[3]] an address.",
            weight=8,
        ),
        Part(
            title="Then, Open a Line",
            say="Next, the browser greets the server: [[1]] a TCP handshake, one trip there and "
            "back. [[2]] Then TLS agrees on a secret, so nobody can listen: another trip. [[3]] "
            "Only now the request leaves.",
            visual=steps(
                ("Find the address", "DNS"), ("Shake hands", "TCP: one round trip"),
                ("Agree on a secret", "TLS 1.3: one more"), ("Send the request", "at last"),
            ),
            ask="May the request leave now?",
            weight=7,
            free=True,
        ),
        Part(
            title="What a Request Says",
            say="A request is plain text. The first line [[1]] says what you want. [[2]] The "
            "headers add details, like the language you read. The answer [[3]] begins with a "
            "number: 200 means here it is.",
            visual=code(
                "http",
                """
                GET /menu HTTP/1.1
                Host: example.org
                Accept-Language: en

                HTTP/1.1 200 OK
                Content-Type: text/html

                <h1>Today: soup</h1>
                """,
                (1, 1, "what you want"), (2, 3, "details"), (5, 8, "the answer"),
            ),
            ask="What does a browser actually say?",
            weight=8,
            free=True,
        ),
        Part(
            title="Inside the Other Side",
            say="Your request meets [[1]] a load balancer first, which picks a free server. [[2]] "
            "The server runs some code. That asks [[3]] a database for the data. Then the page "
            "goes all the way back.",
            visual=diagram(
                {"lb": "load balancer|picks a server", "s1": "server A", "s2": "server B",
                    "db": "database"},
                "lb>s1, lb>s2, s1>db, s2>db", "lb", "s1 s2", "db", layout="tree",
            ),
            ask="Who answers on the other side?",
            weight=8,
        ),
        Part(
            title="Where the Time Goes",
            say="Here's one visit on the clock. [[1]] After twenty milliseconds we have the "
            "address. [[2]] At sixty, the line is open. [[3]] At a hundred, it's secret. [[4]] And "
            "at two hundred, the page arrives.",
            visual=timeline(
                ("20 ms", "address found"), ("60 ms", "line open"), ("100 ms", "secret agreed"),
                ("200 ms", "page arrives"),
            ),
            ask="Where does the time go?",
            casual="Let's put a clock on it.",
            weight=7,
            free=True,
        ),
        Part(
            title="Why the Second Visit Is Faster",
            say="The first visit asks [[1]] for everything. The second remembers: [[2]] the "
            "address, the open line, and pictures kept in the cache. [[3]] The fastest request is "
            "the one you never send.",
            visual=compare(
                ("First visit", "ask DNS, shake hands", "download every picture"),
                ("Second visit", "address and line are known", "pictures are in the cache"),
                "Fastest: the request never sent",
            ),
            ask="Why is the second visit faster?",
            weight=6,
            free=True,
        ),
        Part(
            title="Numbers You Have Met",
            say="The answer's first digit tells the story. [[1]] Two hundreds: it worked. Three "
            "hundreds: [[2]] look elsewhere. Four hundreds: [[3]] your mistake, like 404, not "
            "found. Five hundreds: the server's own.",
            visual=diagram(
                {"ok": "2xx|it worked", "move": "3xx|look elsewhere", "you": "4xx|your mistake",
                    "us": "5xx|server's mistake"},
                "", "ok", "move", "you us",
            ),
            ask="What does 404 mean?",
            weight=4,
        ),
        Part(
            title="From One Page to Billions",
            say="In 1989, [[1]] Tim Berners-Lee proposed the web, at CERN. HTTP 1.1 [[2]] came in "
            "1997. HTTP 2 [[3]] followed in 2015, and HTTP 3 [[4]] in 2022, without TCP.",
            visual=timeline(
                ("1989", "Berners-Lee's proposal"), ("1997", "HTTP/1.1"), ("2015", "HTTP/2"),
                ("2022", "HTTP/3, over QUIC"),
            ),
            ask="Since when do we do this?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="A name becomes an address, [[1]] a line is opened and made secret, [[2]] a short "
            "text asks, and a server answers. And caches skip whatever they can.",
            visual=recap(
                "Name to address: DNS", "Open a secret line: TCP, TLS", "Ask and answer: HTTP"
            ),
            ask="Can you name the stations?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "How long does a page take from the Enter key until it appears?",
            "Less than a second",
            "About a minute", "About an hour", "Exactly ten seconds",
            because="Within half a second, several machines have done their part.",
            parts=("One Key, Half a Second",),
        ),
        asked(
            "How many machines work for you before a page appears?",
            "Several, perhaps on different continents",
            "Only your own", "One: the server", "None: the page is in the keyboard",
            because="Four of them work for one key, perhaps on three continents.",
            parts=("One Key, Half a Second",),
        ),
        asked(
            "What is a name turned into first?",
            "An address",
            "A picture", "A password", "A page",
            because="The network needs a number, so the browser asks for it before anything else.",
            parts=("First, Find the Address", "What to Remember"),
        ),
        asked(
            "What happens to the line after it is opened and before the request leaves?",
            "It is made secret",
            "It is closed", "It is measured", "It is given a new name",
            because="TLS agrees on a secret, so that nobody can listen.",
            parts=("Then, Open a Line", "What to Remember"),
        ),
        asked(
            "Why is the second visit faster?",
            "Caches skip what is already known",
            "The server is closer", "The page is shorter", "The network is empty",
            because="The fastest request is the one that is never sent.",
            parts=("Why the Second Visit Is Faster", "What to Remember"),
        ),
        asked(
            "What does an answer that begins with a four mean?",
            "The mistake is the caller's, like 404",
            "It worked", "Look elsewhere", "The server failed",
            because="Two hundreds worked, three hundreds point elsewhere, five hundreds are "
            "the server's own.",
            parts=("Numbers You Have Met",),
        ),
    ),
)  # fmt: skip
