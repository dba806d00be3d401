package vor.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatsdReaderTest {
    private static final String NO_VALUE = "bad: there is no value";
    private static final String NO_TYPE = "bad: a value has no type";
    private static final String NO_NUMBER = "bad: a value is no number";
    private static final String NO_RATE = "bad: a rate is no @ with a number";

    @Test
    void nothingIsAPacketWithoutLines() {
        Told told = Told.of(new byte[0], true);
        assertThat(told.packets).isEqualTo(1);
        assertThat(told.lines).isZero();
        assertThat(told.all).isEmpty();
    }

    @Test
    void emptyLinesAreNone() {
        Told told = Told.of("\n\na:1|c\n\n\nb:2|c\n".getBytes(StandardCharsets.UTF_8), true);
        assertThat(told.lines).isEqualTo(2);
        assertThat(told.all).containsExactly("counter a 1 @1", "counter b 2 @1");
    }

    @Test
    void onlyTheNamedBytesAreRead() {
        Told told = new Told();
        new StatsdReader(true).read("xxa:1|cyy".getBytes(StandardCharsets.UTF_8), 2, 5, told);
        assertThat(told.all).containsExactly("counter a 1 @1");
    }

    @Test
    void everyTypeHasItsKind() {
        assertThat(Told.of("a:320|ms|@0.1")).containsExactly("timer a 320 @0.1");
        assertThat(Told.of("a:333|g")).containsExactly("gauge a 333");
        assertThat(Told.of("a:765|s")).containsExactly("set a 765");
        assertThat(Told.of("a:1|c|@0.1")).containsExactly("counter a 1 @0.1");
    }

    @Test
    void unknownTypesAreCounters() {
        assertThat(Told.of("x:1|z\nx:5|h\nx:6|d\nx:7|\nx:8|MS")).containsExactly("counter x 1 @1", "counter x 5 @1", "counter x 6 @1", "counter x 7 @1", "counter x 8 @1");
    }

    @Test
    void oneKeyMayHaveSeveralValues() {
        assertThat(Told.of("k:1|c:2|c:3|ms")).containsExactly("counter k 1 @1", "counter k 2 @1", "timer k 3 @1");
        assertThat(Told.of("k:1|c:bad:3|ms")).as("a bad value spoils no other").containsExactly("counter k 1 @1", NO_TYPE, "timer k 3 @1");
    }

    @Test
    void packedValuesOfDogStatsdKeepOnlyTheLast() {
        assertThat(Told.of("dv:1:2:3|h")).containsExactly(NO_TYPE, NO_TYPE, "counter dv 3 @1");
    }

    @Test
    void linesWithoutValueOrTypeAreBad() {
        assertThat(Told.of("nocolon")).containsExactly(NO_VALUE);
        assertThat(Told.of("nocolon|c")).containsExactly(NO_VALUE);
        assertThat(Told.of("k:")).containsExactly(NO_TYPE);
        assertThat(Told.of("k:1")).containsExactly(NO_TYPE);
        assertThat(Told.of("k:|c")).containsExactly(NO_NUMBER);
        assertThat(Told.of("k:x|g")).containsExactly(NO_NUMBER);
        assertThat(Told.of("_sc|name|0")).containsExactly(NO_VALUE);
        assertThat(Told.of("_e{5,4}:title|text")).containsExactly(NO_NUMBER);
        assertThat(Told.of(":")).containsExactly(NO_TYPE);
        assertThat(Told.of("|#:1|c")).as("a colon within tags").containsExactly(NO_VALUE);
    }

    @Test
    void anEmptyKeyIsAKey() {
        assertThat(Told.of(":1|c")).containsExactly("counter  1 @1");
    }

    @Test
    void negativeTimesAreBadUnlessASpaceHidesTheType() {
        assertThat(Told.of("k:-1|ms")).containsExactly("bad: a time is negative");
        assertThat(Told.of("k:-0|ms")).containsExactly("timer k 0 @1");
        assertThat(Told.of("k:-1|ms ")).containsExactly("timer k -1 @1");
    }

    @Test
    void whiteSpaceAroundATypeDoesNotCount() {
        assertThat(Told.of("k:1|g\r\nk:2| c\r")).containsExactly("gauge k 1", "counter k 2 @1");
        assertThat(Told.of("k:x|s ")).as("the check does not know this set").containsExactly(NO_NUMBER);
        assertThat(Told.of("k: 5|s ")).containsExactly("set k  5");
    }

    @Test
    void gaugesWithASignAreChanges() {
        assertThat(Told.of("k:+2|g\nk:-5|g\nk: -5|g\nk:-Infinity|g")).containsExactly("change k 2", "change k -5", "gauge k -5", "change k -Infinity");
    }

    @Test
    void membersOfSetsAreAnythingAndNothingIsZero() {
        assertThat(Told.of("k:|s\nk: |s\nk:\u00e6|s|@0.5")).containsExactly("set k 0", "set k  ", "set k \u00e6");
    }

    @Test
    void numbersAreThoseOfJavaScript() {
        assertThat(Told.of("k:0x10|c\nk:Infinity|g\nk:1e3|c\nk: 7 |c\nk: |c\nk:.5|c\nk:5.|c")).containsExactly(
                "counter k 16 @1", "gauge k Infinity", "counter k 1000 @1", "counter k 7 @1", "counter k 0 @1", "counter k 0.5 @1", "counter k 5 @1");
    }

    @Test
    void ratesAreTheDigitsTheyBeginWith() {
        assertThat(Told.of("k:1|c|@0")).containsExactly("counter k 1 @0");
        assertThat(Told.of("k:1|c|@1e-2")).containsExactly("counter k 1 @1");
        assertThat(Told.of("k:1|c|@0x10")).containsExactly("counter k 1 @0");
        assertThat(Told.of("k:1|c|@.5\r")).containsExactly("counter k 1 @0.5");
        assertThat(Told.of("k:1|c|@0.5|c:what|ever")).containsExactly("counter k 1 @0.5", NO_NUMBER);
    }

    @Test
    void ratesThatAreNoneAreBadForEveryType() {
        for (String rate : new String[] {"", "@", "0.5", "@-1", "@x", "@1.2.3", "@."}) {
            assertThat(Told.of("k:1|s|" + rate)).as("rate '%s'", rate).containsExactly(NO_RATE);
        }
    }

    @Test
    void ratesThatEndTheProcessOfNpmsStatsdAreBad() {
        for (String rate : new String[] {"@+1", "@ ", "@ 1", "@Infinity"}) {
            assertThat(Told.of("k:1|c|" + rate + "\nj:1|c")).as("rate '%s'", rate).containsExactly(NO_RATE, "counter j 1 @1");
        }
    }

    @Test
    void keysAreMadeFitForGraphite() {
        assertThat(Told.of("a b \t c/d$e\u00e6;f=g:1|c")).containsExactly("counter a_b_c-de;f=g 1 @1");
        assertThat(Told.of("a / b\u00a0\ufeffc:1|c")).containsExactly("counter a_-_b_c 1 @1");
        assertThat(Told.of("a b/\u00e6:1|c", false)).containsExactly("counter a b/\u00e6 1 @1");
    }

    @Test
    void tagsGoBehindTheKey() {
        assertThat(Told.of("k:1|c|#env:prod,role:db")).containsExactly("counter k;env=prod;role=db 1 @1");
        assertThat(Told.of("k:1|c|@0.5|#env:prod")).containsExactly("counter k;env=prod 1 @0.5");
        assertThat(Told.of("k:1|c|#")).containsExactly("counter k 1 @1");
        assertThat(Told.of("k:1|c|#,")).containsExactly("counter k;; 1 @1");
        assertThat(Told.of("k:1|c|#a:b:c;d;e,f", false)).as("only the first of each").containsExactly("counter k;a=b:c_d;e;f 1 @1");
        assertThat(Told.of("k:1|c|#a:b|#c:d")).as("the second tags are not looked at").containsExactly("counter k;a=b 1 @1");
    }

    @Test
    void whatDogStatsdPutsBehindTagsBecomesATag() {
        assertThat(Told.of("k:1|c|#env:x|c:ci-123")).containsExactly("counter k;env=xcci-123 1 @1");
    }

    @Test
    void bytesThatAreNoTextAreMarkedAsNodeMarksThem() {
        byte[] surrogate = {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80, ':', '1', '|', 'c'};
        assertThat(Told.of(surrogate, false).all).containsExactly("counter a\ufffd\ufffd\ufffd 1 @1");
        byte[] cut = {'a', (byte) 0xe2, (byte) 0x82, ':', '1', '|', 'c', '\n', 'b', ':', '1', '|', 'c'};
        assertThat(Told.of(cut, false).all).containsExactly("counter a\ufffd 1 @1", "counter b 1 @1");
    }

    @Test
    void ofABadLineTheBeginningIsTold() {
        String line = "k:" + "x".repeat(500);
        Told told = Told.of(line.getBytes(StandardCharsets.UTF_8), true);
        assertThat(told.bad).containsExactly(line.substring(0, StatsdReader.MOST_OF_A_BAD_LINE));
        assertThat(Told.of("nocolon".getBytes(StandardCharsets.UTF_8), true).bad).containsExactly("nocolon");
    }
}
