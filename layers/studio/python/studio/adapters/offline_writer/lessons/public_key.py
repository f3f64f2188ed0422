"""Lesson: public-key cryptography."""

from studio.adapters.offline_writer.drawing import (
    code,
    compare,
    diagram,
    equation,
    recap,
    steps,
    timeline,
    title,
)
from studio.adapters.offline_writer.lesson import Lesson, Part, asked

LESSON = Lesson(
    title="Public-Key Cryptography With Small Numbers",
    aliases=("public key cryptography", "public key encryption", "rsa", "rsa encryption",
             "rsa algorithm",
             "asymmetric encryption", "asymmetric cryptography", "public and private key",
             "public key"),
    excludes=("elliptic", "quantum", "bitcoin"),
    parts=(
        Part(
            title="A Secret Without a Meeting",
            say="You want to send your card number to a shop you've never met, and everybody can "
            "listen. You share no secret. [[1]] Public-key cryptography makes it possible anyway.",
            visual=title(
                "Public-Key Cryptography", "Sharing secrets with strangers",
                "Two keys: one open, one hidden"
            ),
            ask="How can strangers share a secret in public?",
            casual="This sounds impossible.",
            formal="This lesson presents public-key cryptography.",
            weight=9,
        ),
        Part(
            title="The Open Padlock",
            say="The shop hands out [[1]] open padlocks to anyone: the public key. You put your "
            "message in a box [[2]] and snap the lock shut. Only the shop [[3]] has the key that "
            "opens it: the private key.",
            visual=diagram(
                {"you": "you|a message", "lock": "public key|an open padlock", "box": "locked box",
                 "shop": "private key|only the shop"},
                "you>lock:locks, lock>box, box>shop:opens", "lock", "you box", "shop",
            ),
            ask="What if a lock needed no key to close?",
            casual="Picture a padlock.",
            weight=9,
        ),
        Part(
            title="RSA, Small Enough to Check",
            say="Take two primes, three and eleven. [[1]] Their product is 33. The public key is "
            "33 with the exponent [[2]] three. The private exponent is [[3]] seven. Real keys have "
            "primes of 300 digits.",
            visual=equation(
                (r"p = 3,\quad q = 11", "two secret primes"),
                (r"n = 3 \cdot 11 = 33", "their product is public"),
                (r"e = 3", "public exponent"),
                (r"d = 7", "private: 3 · 7 = 21 = 1 + 20, and 20 = (3-1)(11-1)"),
            ),
            expert="With p three and q eleven, [[1]] n is 33 and phi is twenty. Choose e [[2]] as "
            "three, prime to phi; then d [[3]] is seven, because three times seven is one modulo "
            "twenty.",
            ask="What is a key made of?",
            weight=8,
        ),
        Part(
            title="Lock and Unlock the Number Four",
            say="The message is four. To lock it, take four to the power of three: 64. [[1]] "
            "Divided by 33, the remainder is 31. To unlock, take 31 to the power of seven; [[2]] "
            "the remainder is four again.",
            visual=equation(
                (r"4^3 = 64", "with the public key"),
                (r"64 \;\text{mod}\; 33 = 31", "sent in the open"),
                (r"31^7 \;\text{mod}\; 33 = 4", "with the private key"),
            ),
            ask="Does it really come back?",
            weight=8,
        ),
        Part(
            title="Why Nobody Can Undo It",
            say="Multiplying two primes is easy. [[1]] Splitting the product again is hard. [[2]] "
            "For 33 you see it at once. For a number of 617 digits, [[3]] no known method on "
            "today's computers would finish.",
            expert="Security rests on factoring n. [[1]] The number field sieve is subexponential; "
            "[[2]] 829 bits fell in 2020, while 2048 bits, 617 digits, [[3]] stay out of reach, "
            "unless large quantum computers arrive.",
            visual=compare(
                ("Multiply", "3 × 11 = 33", "617 digits: at once"),
                ("Split again", "33 = 3 × 11", "617 digits: nobody can"),
                "Easy one way, hard the other",
            ),
            ask="Why can't a thief calculate backwards?",
            weight=7,
            free=True,
        ),
        Part(
            title="Try It in Python",
            say="Python can do it in three lines. Here [[1]] are the keys. The power function with "
            "three arguments [[2]] encrypts, and with the private exponent [[3]] it decrypts.",
            visual=code(
                "python",
                """
                n, public, private = 33, 3, 7

                secret = pow(4, public, n)
                print(secret)                   # 31
                print(pow(secret, private, n))  # 4
                """,
                (1, 1, "the key pair"), (3, 4, "lock"), (5, 5, "unlock"), caption="tiny_rsa.py",
            ),
            ask="Can you try it yourself?",
            weight=5,
            free=True,
        ),
        Part(
            title="What Your Browser Does",
            say="Your browser asks the shop for its public key. [[1]] It checks a certificate, so "
            "that no impostor can hand out a false one. [[2]] Then both agree on a fresh secret, "
            "[[3]] and a faster cipher does the rest.",
            visual=steps(
                ("Get the public key", "from the shop"),
                ("Check its certificate", "is it really them?"),
                ("Agree on a secret", "one for this visit"),
                ("Use a fast cipher", "for all the data"),
            ),
            ask="Where do you use this every day?",
            weight=6,
            free=True,
        ),
        Part(
            title="The Same Keys, Backwards: Signatures",
            say="Turn it around. What you lock [[1]] with your private key, everybody can open "
            "with your public one. That hides nothing, but it proves [[2]] that it came from you: "
            "a signature.",
            visual=diagram(
                {"doc": "document", "sign": "private key|signs", "check": "public key|checks"},
                "doc>sign, sign>check:signature", "doc sign", "check",
            ),
            ask="What if we swap the two keys?",
            weight=5,
        ),
        Part(
            title="A Secret History",
            say="In 1973, [[1]] Clifford Cocks found it for British intelligence, in secret. In "
            "1976, [[2]] Diffie and Hellman published the idea. In 1977, [[3]] Rivest, Shamir and "
            "Adleman built RSA. In 1997, [[4]] Cocks's work was revealed.",
            visual=timeline(
                ("1973", "Cocks, in secret"), ("1976", "Diffie and Hellman"), ("1977", "RSA"),
                ("1997", "secret revealed"),
            ),
            ask="Who really came first?",
            weight=3,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="The public key locks, and the private key opens. [[1]] It's safe because big "
            "products are hard to split. [[2]] Swap the keys, and you can sign.",
            visual=recap(
                "Public locks, private opens", "Splitting big products is hard",
                "Swapped keys make signatures"
            ),
            ask="So who may know which key?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "What does public-key cryptography make possible?",
            "A secret between people who share none",
            "A message that nobody can send", "A password that cannot be forgotten",
            "A line that nobody can listen to",
            because="You can write to a shop you have never met while everybody listens.",
            parts=("A Secret Without a Meeting",),
        ),
        asked(
            "Which key locks a message, and which one opens it?",
            "The public key locks, the private key opens",
            "The private key locks, nobody opens", "Both keys do both",
            "The public key opens, the private key is thrown away",
            because="Anybody may lock a box, but only the owner can open it.",
            parts=("The Open Padlock", "What to Remember"),
        ),
        asked(
            "Why is it safe?",
            "Big products are hard to split into their primes",
            "The method itself is kept secret", "Nobody can multiply big numbers",
            "The message is sent twice",
            because="Multiplying is easy, and no known method goes back fast enough.",
            parts=("Why Nobody Can Undo It", "What to Remember"),
        ),
        asked(
            "What can you do if you swap the two keys?",
            "Sign a message",
            "Send it faster", "Make it shorter", "Hide who receives it",
            because="What the private key locked, anybody can check with the public one.",
            parts=("The Same Keys, Backwards: Signatures", "What to Remember"),
        ),
        asked(
            "In the small example, what is 33?",
            "The product of the primes three and eleven",
            "The secret message", "The private exponent", "The number of keys",
            because="Three times eleven is 33, and it is part of the public key.",
            parts=("RSA, Small Enough to Check",),
        ),
        asked(
            "Why does a browser check a certificate?",
            "So that no impostor hands out a false key",
            "So that the page looks right", "So that the key becomes longer",
            "So that the shop can be found",
            because="A key is worth only as much as the certainty of whose it is.",
            parts=("What Your Browser Does",),
        ),
    ),
)  # fmt: skip
