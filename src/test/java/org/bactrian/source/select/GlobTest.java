package org.bactrian.source.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.select.GlobAutomaton.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What duplicity 0.8.22 was seen to match, and a second reading of the rules by way of regular expressions. */
class GlobTest {
    private static final List<String> NAMES = List.of("#", "$", "A0B", "a", "a!b", "a&b", "a*b", "a+b", "a-b", "a.b", "a0b",
            "a?b", "a[b", "a\\b", "a]b", "a^b", "azb", "a|b", "a~b", "nl\n", "a\nb", "é", "É", "🐫", "\udcff", "a/b", "d/b");

    /** The pattern, and the names below {@code g/} that it matches; {@code <ff>} is a byte that is not UTF-8. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '%', value = {
            "g/?; # $ a é É 🐫 <ff> a/b d/b", "g/a[-z]b; a-b azb", "g/a[z-]b; a-b azb", "g/a[]z]b; a]b azb",
            "g/a[z^]b; a^b azb", "g/a[z!]b; a!b azb", "g/a[\\]b; a\\b", "g/a[\\z]b; a\\b azb", "g/a[[]b; a[b", "g/a[[z]b; a[b azb",
            "g/a[&&z]b; a&b azb", "g/a[a&&b]b; a&b", "g/a[a||b]b; a|b", "g/a[+--]b; a+b a-b", "g/a[a~~b]b; a~b", "g/a[0-9]b; a0b",
            "g/a[\\d]b; a\\b", "g/a[/z]b; azb a/b", "g/a\\*b; a\\b", "g/a\\?b; %%", "g/a.b; a.b", "g/a+b; a+b", "g/a|b; a|b",
            "g/$; $", "g/[é]; é", "g/[è-ë]; é", "g/a[*]b; a*b", "g/a[?]b; a?b", "g/a[**]b; a*b", "g/a[[:alpha:]]b; %%",
            "g/a[.]b; a.b", "g/a[a-z0-9]b; a0b azb", "g/a[--0]b; a-b a.b a0b a/b", "g/a[a-a-z]b; a-b azb", "g/*/b; a/b d/b",
            "g/**/b; a/b d/b", "g/d[!x]b; d/b", "g/a[; %%", "g/a[b; a[b", "g/a[]b; %%", "g/[!]; %%", "g/[<fe>-<ff>]; <ff>",
            "ignorecase:g/É; é É", "ignorecase:G/a0B; A0B a0b", "IgnoreCase:g/A[A-Z]B; azb", "ignorecase:g/[!É]; # $ a 🐫 <ff> a/b d/b",
            "g/[]; %%", "g/nothing; %%", "G/a; %%"})
    void matches(String pattern, String names) {
        assertThat(matched(bad(pattern))).containsExactly(names.isEmpty() ? new String[0] : bad(names).split(" "));
    }

    @Test
    void letsWildcardsMatchWhatTheyShould() {
        assertThat(matched("g/a?b")).hasSize(16).contains("a\nb").doesNotContain("a/b");
        assertThat(matched("g/a*")).contains("a", "a\nb", "a/b").doesNotContain("d/b", "A0B");
        assertThat(matched("g/**b")).contains("a/b", "d/b", "a\nb").doesNotContain("A0B");
        assertThat(matched("g/a[!z]b")).contains("a/b", "a\nb", "a-b").doesNotContain("azb");
        assertThat(matched("g/a[^z]b")).isEqualTo(matched("g/a[!z]b"));
        assertThat(matched("g/***")).isEqualTo(NAMES);
        assertThat(matched("g")).isEqualTo(NAMES);
    }

    @Test
    void countsTheEndBeforeALastLineFeedAsTheEnd() {
        assertThat(matched("g/nl")).containsExactly("nl\n");
        assertThat(matched("g/nl?")).containsExactly("nl\n");
        assertThat(matched("g/a")).containsExactly("a", "a/b");
        assertThat(match("g\n", "g/nl")).isEqualTo(Match.SCAN);
    }

    @ParameterizedTest
    @CsvSource({
            "sel, sel, ITSELF", "sel/d, sel, BELOW", "sel, sel/d1/x, SCAN", "sel/d1, sel/d1/x, SCAN", "sel/d2, sel/d1/x, NONE",
            "sel/d1, sel/d*/?, SCAN", "sel/d1/x, sel/d*/?, ITSELF", "sel/d1/xy, sel/d*/?, NONE",
            "sel/any/thing, sel/**/x, SCAN", "any/thing, **x, SCAN", "se, s**c, SCAN", "sel/c, s**c, ITSELF", "sel/c/d, s**c, BELOW",
            "a/c, sel**c, NONE", "sel/d1/b, sel/d*/**c, SCAN", "sel/a, sel/d*/**c, NONE", "/, /usr, SCAN", "/usr, /, BELOW",
            "sel, /, NONE", "/, /, BELOW", "/bin, *, BELOW", "sel/f/a[, sel/f/a[**]b, SCAN", "sel/f/a, sel/f/a[**]b, NONE",
            "f/e, f/e/[a/b]c, SCAN", "f/e/[a, f/e/[a/b]c, SCAN", "f/e/bc, f/e/[a/b]c, ITSELF", "f/[!], f/[**]/x, SCAN",
            "f/a[, f/a[/z]z, SCAN", "sel, sel//, SCAN", "sel/d1, sel/d1/.., SCAN"})
    void tellsHowAPathAndAPatternRelate(String path, String pattern, Match expected) {
        assertThat(match(path, pattern)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sel//d1", "//a", "/a///", "sel///", "sel//**", "sel/[//]", "ignorecase:SEL//D", "", "ignorecase:",
            "g/a[z-a]b", "g/a[!z-a]b"})
    void refusesWhatIsMalformed(String pattern) {
        assertThatThrownBy(() -> Glob.compile(pattern, false)).isInstanceOfSatisfying(BactrianException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.SELECTION_PATTERN));
    }

    @Test
    void namesWhatIsMalformedAsDuplicityDoes() {
        assertThatThrownBy(() -> Glob.compile("sel/d1///", false)).hasMessage(
                "Fatal Error while processing expression: Consecutive '/'s found in globbing string sel/d1//");
    }

    @ParameterizedTest
    @ValueSource(strings = {"**//a", "sel/**//", "**///", "sel//", "//"})
    void takesSlashesThatDuplicityTakes(String pattern) {
        assertThat(Glob.compile(pattern, false).text()).isEqualTo(pattern);
    }

    @Test
    void takesALiteralPathAsItIs() {
        assertThat(Glob.literal("a/[b]*", false).match(PathText.points("a/[b]*/c"), 8)).isEqualTo(Match.BELOW);
        assertThat(Glob.literal("a/**", true).match(PathText.points("A"), 1)).isEqualTo(Match.SCAN);
        assertThat(Glob.literal("a/**", false).match(PathText.points("a/bc"), 4)).isEqualTo(Match.NONE);
    }

    @Test
    void runsPatternsOfMoreThan64Elements() {
        String many = "**" + "[ab]?c".repeat(50) + "*d";
        String text = "x/" + "azc".repeat(50) + "--d";
        assertThat(match(text, many)).isEqualTo(Match.ITSELF);
        assertThat(match(text + "/e", many)).isEqualTo(Match.BELOW);
        assertThat(match(text + "e", many)).isEqualTo(Match.SCAN);
        assertThat(match(text.replace("--", "-/"), many)).isEqualTo(Match.SCAN);
        assertThat(match("x" + text, "y" + many)).isEqualTo(Match.NONE);
    }

    @Test
    void takesTimeThatGrowsWithThePathOnly() {
        String path = "a".repeat(100_000);
        assertThat(match(path, "**a".repeat(30) + "b")).isEqualTo(Match.SCAN);
    }

    @Property(tries = 3000, seed = "1")
    void agreesWithARegularExpression(@ForAll("globs") String glob, @ForAll("paths") String path) {
        Match match = match(path, glob);
        String whole = regexp(glob);
        if (Pattern.compile("(?s)" + whole + "(?=\\n?\\z)").matcher(path).lookingAt()) {
            assertThat(match).isEqualTo(Match.ITSELF);
        } else if (Pattern.compile("(?s)" + whole + "/").matcher(path).lookingAt()) {
            assertThat(match).isEqualTo(Match.BELOW);
        } else {
            assertThat(match).isEqualTo(leads(glob, path) ? Match.SCAN : Match.NONE);
        }
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of("a", "b", "a", "é", "/a", "?", "*", "**", "[ab]", "[!a]", "[^/]", "\n", ".", "[", "b]").list().ofMinSize(1)
                .ofMaxSize(8).map(parts -> String.join("", parts)).filter(glob -> !glob.contains("//") && !glob.endsWith("["));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "é", "/a", "/b", "\n", ".", "[").list().ofMinSize(1).ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }

    private static boolean leads(String glob, String path) {
        int any = glob.indexOf("**");
        if (any >= 0 && Pattern.compile("(?s)" + regexp(glob.substring(0, any + 2)) + "(?=\\n?\\z)").matcher(path).lookingAt()) {
            return true;
        }
        String upTo = any < 0 ? glob : glob.substring(0, any + 2);
        for (int slash = upTo.indexOf('/'); slash >= 0; slash = upTo.indexOf('/', slash + 1)) {
            String parent = slash == 0 ? "/" : upTo.substring(0, slash);
            if (Pattern.compile("(?s)" + regexp(parent) + "(?=\\n?\\z)").matcher(path).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static String regexp(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + (glob.startsWith("[!", i) || glob.startsWith("[^", i) ? 3 : 2)) : -1;
            if (glob.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else if (close > 0) {
                out.append(glob.substring(i, close + 1).replace("[!", "[^").replaceAll("(?s)(?<=.)\\[", "\\\\["));
                i = close;
            } else {
                out.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(Character.toString(c)));
            }
        }
        return out.toString();
    }

    /** Annotations cannot hold lone surrogates. */
    private static String bad(String text) {
        return text.replace("<fe>", "\udcfe").replace("<ff>", "\udcff");
    }

    private static List<String> matched(String pattern) {
        return NAMES.stream().filter(name -> match("g/" + name, pattern).compareTo(Match.SCAN) > 0)
                .toList();
    }

    private static Match match(String path, String pattern) {
        int[] points = PathText.points(path);
        int[] roomy = Arrays.copyOf(points, points.length + 3);
        return Glob.compile(pattern, false).match(roomy, points.length);
    }
}
