"""How code in any other language is read: by its tokens, braces and indentation."""

import pytest
from pygments.lexers import get_lexer_by_name

from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.source.code_speech import say_code
from studio.adapters.offline_writer.source.generic_reader import read_code
from studio.adapters.offline_writer.source.piece import SourceFile
from studio.domain.brief import TopicBrief

C = """
/* Returns how many bytes wait to be read. */
static size_t ring_length(const struct ring *r) {
    return (r->head - r->tail) % r->capacity;  // "}" in a comment
}

bool ring_push(struct ring *r, char byte) {
    if (ring_length(r) == r->capacity - 1) {
        return false;
    }
    puts("not the end: }");
    return true;
}
int declared_only(int x);
"""
JS = """
class Cart {
  // Adds an item.
  add(product, count = 1) {
    for (const line of this.items) { check(line); }
  }
}
export const discount = async (sum) => {
  if (sum < 100) return sum;
  return discount(sum - 1);
};
function check(line) { throw new RangeError("x"); }
"""
GO = """
type Pool struct { jobs chan int }

// Submit queues a job.
func (p *Pool) Submit(job func(), retries int) error {
\tif retries < 1 {
\t\treturn errors.New("none")
\t}
\tdefer p.done()
\treturn nil
}
"""
RUBY = """
def largest(values)
  return nil if values.empty?
  values.max
end
"""
RUST = """
/// Counts how often each word occurs.
pub fn count(text: &str) -> usize {
    for word in text.split_whitespace() { tally(word); }
}
"""
SQL = "CREATE TABLE loan (\n  reader integer,\n  book text,\n  PRIMARY KEY (reader)\n);\n"
YAML = "services:\n  web:\n    image: nginx\n  db:\n    image: postgres\nvolumes:\n  data: {}\n"


def read(language: str, code: str) -> SourceFile:
    return read_code("a.x", code, get_lexer_by_name(language, stripnl=False, ensurenl=False))


def said_of(file: SourceFile, name: str) -> list[str]:
    piece = file.named(name)
    assert piece is not None
    return [remark.said for remark in piece.remarks]


@pytest.mark.parametrize(
    ("language", "code", "names"),
    [
        ("c", C, ["ring_length", "ring_push"]),
        ("js", JS, ["Cart", "Cart.add", "discount", "check"]),
        ("go", GO, ["Pool", "Pool.Submit"]),
        ("ruby", RUBY, ["largest"]),
        ("rust", RUST, ["count"]),
        ("sql", SQL, ["loan"]),
        ("yaml", YAML, ["services", "volumes"]),
    ],
)
def test_definitions_are_found(language, code, names):
    assert [piece.name for piece in read(language, code).pieces] == names


def test_a_piece_ends_at_its_own_brace_whatever_strings_and_comments_hold():
    length, push = read("c", C).pieces

    assert (length.first, length.last) == (3, 5)
    assert (push.first, push.last) == (7, 13)


def test_parameters_are_named_as_each_language_writes_them():
    assert read("c", C).pieces[1].takes == "takes r and a byte"
    assert read("go", GO).pieces[1].takes == "takes a job and retries"
    assert read("rust", RUST).pieces[0].takes == "takes a text"
    assert read("js", JS).pieces[1].takes == "takes a product and a count"


def test_the_comment_above_a_definition_says_what_it_does():
    assert read("c", C).pieces[0].summary == "it returns how many bytes wait to be read"
    assert read("go", GO).pieces[1].summary == "it queues a job"
    assert read("rust", RUST).pieces[0].summary == "it counts how often each word occurs"


def test_guards_loops_calls_and_recursion_are_told():
    js = read("js", JS)

    assert "if sum is less than 100, it returns sum" in said_of(js, "discount")
    assert "it calls itself" in said_of(js, "discount")
    assert "it raises a range error" in said_of(js, "check")
    assert "if values is empty, it returns nil" in said_of(read("ruby", RUBY), "largest")
    assert "if retries is less than 1, it returns an error" in said_of(
        read("go", GO), "Pool.Submit"
    )
    assert js.named("Cart.add").calls == ("check",)


def test_columns_and_keys_are_counted():
    assert "it has two columns: reader and book" in said_of(read("sql", SQL), "loan")
    assert "it has two entries: web and database" in said_of(read("yaml", YAML), "services")


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("i < n && !done", "i is less than n and not done"),
        ("r->head + 1", "r's head plus 1"),
        ("this.items.length", "its items' length"),
        ("max(a, b)", "max"),
        ("items[i]", "items"),
        ("/usr/bin", None),
        ("a ? b : c", None),
        ("x += y", None),
    ],
)
def test_a_short_expression_is_said_or_left_alone(code, english):
    assert say_code(code) == english


def test_the_largest_file_of_several_is_explained_with_a_map():
    files = {
        "main.py": b"import store\n\ndef main():\n    store.save(1)\n",
        "store.py": b"def save(x):\n    '''Save x.'''\n    for i in range(x):\n        print(i)\n",
    }
    scenes = OfflineScriptWriter().write(TopicBrief(topic="x"), files).scenes
    edges = [(e.source, e.target) for e in scenes[1].visual.edges]

    assert scenes[1].title == "The Files"
    assert edges == [("main.py", "store.py")]
