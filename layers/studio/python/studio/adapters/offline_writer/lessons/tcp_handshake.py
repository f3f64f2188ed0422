"""Lesson: the TCP handshake."""

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
    title="The TCP Handshake in Three Messages",
    aliases=("tcp handshake", "three way handshake", "tcp connection", "tcp", "syn ack",
             "how tcp connects", "tcp protocol", "syn flood"),
    excludes=("congestion", "tls", "websocket"),
    parts=(
        Part(
            title="Are You There? Are You?",
            say="Two computers want to talk over a network that loses, delays and reorders "
            "packets. Before the first byte of a web page travels, [[1]] they exchange exactly "
            "three messages.",
            visual=title(
                "The TCP Handshake", "How two strangers agree to talk", "Three messages, then data"
            ),
            ask="How do you start a call on a line that loses words?",
            casual="Every web page begins with a ritual.",
            formal="This lesson presents the TCP handshake.",
            weight=9,
        ),
        Part(
            title="Why Numbers Matter",
            say="TCP numbers [[1]] every byte it sends, so that the other side [[2]] can put "
            "packets in order and [[3]] notice a missing one. Both must first agree where their "
            "counting starts.",
            visual=diagram(
                {"send": "bytes|1001, 1002, 1003…", "net": "network|loses and reorders",
                 "recv": "receiver|sorts by number"},
                "send>net, net>recv", "send", "net recv", "recv",
            ),
            beginner="Data travels in small packets, and some get lost. So TCP [[1]] numbers every "
            "byte. The other computer [[2]] can put them in order and [[3]] ask for a missing one. "
            "But where does counting start?",
            ask="Why can't they just start sending?",
            weight=8,
        ),
        Part(
            title="SYN, SYN-ACK, ACK",
            say="The client sends SYN: I start counting at 1000. The server answers SYN-ACK: [[1]] "
            "got it, I expect 1001, and I start at 5000. The client sends ACK: [[2]] I expect "
            "5001. [[3]] Now data flows.",
            visual=steps(
                ("Client: SYN", "my first number is 1000"),
                ("Server: SYN-ACK", "I expect 1001; mine is 5000"),
                ("Client: ACK", "I expect 5001"),
                ("Both: data", "the connection is open"),
            ),
            ask="What do the three messages say?",
            casual="Here's the whole conversation.",
            expert="SYN carries the initial sequence number, say 1000, and consumes one. [[1]] "
            "SYN-ACK acknowledges 1001 and offers 5000. [[2]] ACK acknowledges 5001 and may "
            "already carry data. [[3]] Both sides are established.",
            weight=9,
            free=True,
        ),
        Part(
            title="Why Not Two Messages?",
            say="After two, the client knows [[1]] that the server hears it. But the server "
            "doesn't know [[2]] if its own number arrived. [[3]] The third message proves it, and "
            "an old, delayed SYN can't open a connection.",
            visual=compare(
                ("After two messages", "client: I am heard", "server: am I?"),
                ("After three", "client: I am heard", "server: I am heard"),
                "The third message proves it",
            ),
            ask="Would two messages do?",
            weight=7,
        ),
        Part(
            title="The Price of a Greeting",
            say="From London to Sydney and back, a packet needs about a quarter of a second. [[1]] "
            "SYN leaves at zero. [[2]] The answer is back at 250 milliseconds. [[3]] Only now can "
            "the request leave.",
            visual=timeline(
                ("0 ms", "SYN leaves London"), ("250 ms", "SYN-ACK is back"),
                ("250 ms", "ACK and request leave"),
            ),
            ask="What does politeness cost?",
            casual="And it isn't free.",
            weight=6,
            free=True,
        ),
        Part(
            title="Both Ends Keep State",
            say="The server listens. [[1]] A SYN makes it remember a half-open connection. [[2]] "
            "The final ACK establishes it. Attackers who never send that ACK [[3]] can fill its "
            "memory: a SYN flood.",
            expert="From LISTEN, a SYN leads to [[1]] SYN received, and the final ACK [[2]] to "
            "ESTABLISHED. SYN cookies defeat [[3]] floods by encoding the state in the server's "
            "sequence number.",
            visual=diagram(
                {"listen": "LISTEN", "half": "SYN-RECEIVED|half open", "open": "ESTABLISHED",
                 "flood": "SYN flood|never answers"},
                "listen>half:SYN, half>open:ACK, flood>half:SYN SYN SYN",
                "listen half", "open", "flood",
            ),
            ask="What must the server remember?",
            weight=6,
        ),
        Part(
            title="See It With Your Own Eyes",
            say="This trace shows a handshake. The first line [[1]] is the SYN, marked with an S. "
            "The second [[2]] has S and a dot: SYN-ACK. The third [[3]] only a dot: ACK.",
            visual=code(
                "text",
                """
                client.51000 > server.443: Flags [S],  seq 1000
                server.443 > client.51000: Flags [S.], seq 5000, ack 1001
                client.51000 > server.443: Flags [.],  ack 5001
                """,
                (1, 1, "SYN"), (2, 2, "SYN-ACK"), (3, 3, "ACK"), caption="tcpdump",
            ),
            ask="Can you watch it happen?",
            weight=5,
            free=True,
        ),
        Part(
            title="TCP or UDP?",
            say="UDP simply sends: [[1]] no greeting, no order, no repeats. TCP promises [[2]] "
            "every byte, in order, and pays with a round trip. [[3]] Web pages want TCP's "
            "promises; live calls want UDP's speed.",
            visual=compare(
                ("UDP", "no handshake", "packets may be lost"),
                ("TCP", "one round trip first", "all bytes, in order"),
                "Complete, or at once?",
            ),
            ask="Does everybody shake hands?",
            weight=4,
            free=True,
        ),
        Part(
            title="Half a Century of Handshakes",
            say="In 1974, [[1]] Vint Cerf and Bob Kahn described TCP. In 1981, [[2]] RFC 793 fixed "
            "the handshake. In 1996, [[3]] a SYN flood took down the provider Panix. In 2022, "
            "[[4]] RFC 9293 replaced the old text.",
            visual=timeline(
                ("1974", "Cerf and Kahn"), ("1981", "RFC 793"), ("1996", "SYN flood on Panix"),
                ("2022", "RFC 9293"),
            ),
            ask="How old is this ritual?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="SYN, SYN-ACK, ACK: both sides tell their first number. [[1]] The third message "
            "proves that both hear each other. [[2]] It costs one round trip before any data.",
            visual=recap(
                "SYN, SYN-ACK, ACK", "Three, so both sides know", "One round trip before data"
            ),
            ask="Can you name the three messages?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "How many messages do two computers exchange before the first byte of a page?",
            "Three",
            "One", "Two", "Ten",
            because="They are SYN, SYN-ACK and ACK.",
            parts=("Are You There? Are You?", "SYN, SYN-ACK, ACK", "What to Remember"),
        ),
        asked(
            "What can happen to packets on their way?",
            "They are lost, delayed or out of order",
            "They become larger", "They are translated", "They always arrive in order",
            because="That is why both sides have to agree before they talk.",
            parts=("Are You There? Are You?",),
        ),
        asked(
            "What do both sides tell each other in the handshake?",
            "The first number of their counting",
            "Their passwords", "How large the page is", "Which browser they use",
            because="Every byte is numbered, so both must know where the counting starts.",
            parts=("Why Numbers Matter", "SYN, SYN-ACK, ACK", "What to Remember"),
        ),
        asked(
            "What does the third message prove?",
            "That both sides hear each other",
            "That the page is correct", "That nobody is listening", "That the line is fast",
            because="Only the third message tells the server that its own number arrived.",
            parts=("Why Not Two Messages?", "What to Remember"),
        ),
        asked(
            "What does the handshake cost?",
            "One round trip before any data",
            "Nothing", "Half of all packets", "One minute of waiting",
            because="The request can leave only after an answer has come back.",
            parts=("The Price of a Greeting", "What to Remember"),
        ),
        asked(
            "Why do live calls use UDP?",
            "It is faster, for it has no greeting and no repeats",
            "It keeps every byte in order", "It is encrypted", "It needs no network",
            because="UDP simply sends, and a call would rather lose a moment than wait for it.",
            parts=("TCP or UDP?",),
        ),
    ),
)  # fmt: skip
