package vor.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Recording;
import vor.wire.snmp.Value;

class AgentTest {
    private static final String RECORDED = """
            1.3.6.1.2.1.1.1.0|4|a switch
            1.3.6.1.2.1.1.3.0|67|10000000
            1.3.6.1.2.1.2.2.1.2.501|4|ge-0/0/0
            1.3.6.1.2.1.2.2.1.8.501|2|1
            1.3.6.1.2.1.2.2.1.10.501|65|4294967000
            1.3.6.1.2.1.2.2.1.14.501|65|0
            1.3.6.1.2.1.31.1.1.1.1.500|4|dsc
            1.3.6.1.2.1.31.1.1.1.1.501|4|ge-0/0/0
            1.3.6.1.2.1.31.1.1.1.6.501|70|5000000000
            1.3.6.1.2.1.47.1.1.1.1.2.1|4|chassis
            """;
    private static final NavigableMap<Oid, Value> OBJECTS = Recording.read(RECORDED).objects();

    /** Tells its time. */
    private static final class Ticking implements Tree {
        private static final Oid ONLY = Oid.of("1.3.6.1.2.1.1.3.0");

        @Override
        public @Nullable Value get(Oid oid, double now) {
            return oid.equals(ONLY) ? new Value.Ticks((long) (now * 100)) : null;
        }

        @Override
        public @Nullable Binding next(Oid oid, double now) {
            return oid.compareTo(ONLY) < 0 ? new Binding(ONLY, new Value.Ticks((long) (now * 100))) : null;
        }
    }

    private final Agent agent = new Agent(new FixedTree(OBJECTS));

    private @Nullable Pdu ask(Pdu asked) {
        return agent.answer(asked, false, 0);
    }

    private Pdu told(Pdu asked) {
        return Objects.requireNonNull(ask(asked));
    }

    @Test
    void walkInBulksOfAnySizeGivesExactlyTheObjects() {
        for (int repetitions = 1; repetitions < 15; repetitions++) {
            NavigableMap<Oid, Value> walked = new TreeMap<>();
            Oid at = Oid.of(1);
            boolean ended = false;
            while (!ended) {
                for (Binding b : told(Pdu.getBulk(1, repetitions, List.of(at))).bindings()) {
                    ended |= b.value() == Value.None.END_OF_MIB;
                    if (!ended) {
                        walked.put(b.oid(), b.value());
                    }
                    at = b.oid();
                }
            }
            assertThat(walked).isEqualTo(OBJECTS);
        }
    }

    @Test
    void missingObjectSpoilsAVersion1AnswerOnly() {
        Pdu asked = Pdu.get(7, List.of(Oid.of("1.3.6.1.2.1.1.1.0"), Oid.of("1.3.9")));
        assertThat(told(asked).bindings().get(1).value()).isEqualTo(Value.None.NO_SUCH_INSTANCE);
        Pdu old = Objects.requireNonNull(agent.answer(asked, true, 0));
        assertThat(old.first()).isEqualTo(2);
        assertThat(old.second()).isEqualTo(2);
    }

    @Test
    void version1NeverSeesSixtyFourBits() {
        Pdu next = Objects.requireNonNull(agent.answer(Pdu.getNext(1, List.of(Oid.of("1.3.6.1.2.1.31.1.1.1.1.501"))), true, 0));
        assertThat(next.bindings().getFirst().oid()).isEqualTo(Oid.of("1.3.6.1.2.1.47.1.1.1.1.2.1"));
    }

    @Test
    void bulkWithNonsenseCountsIsAnsweredWithNothing() {
        assertThat(told(new Pdu(Pdu.Kind.GET_BULK, 1, -5, -7, List.of(new Binding(Oid.of(1), Value.None.NULL)))).bindings()).isEmpty();
        assertThat(told(new Pdu(Pdu.Kind.GET_BULK, 1, 99, 99, List.of(new Binding(Oid.of(1), Value.None.NULL)))).bindings()).hasSize(1);
        assertThat(told(new Pdu(Pdu.Kind.GET_BULK, 1, 0, Integer.MAX_VALUE, List.of())).bindings()).isEmpty();
    }

    @Test
    void hugeBulkEndsWhenTheAnswerIsFull() {
        NavigableMap<Oid, Value> many = new TreeMap<>();
        for (int i = 1; i < 5_000; i++) {
            many.put(Oid.of(1, 3, i), new Value.Int(i));
        }
        Agent large = new Agent(new FixedTree(many));
        Pdu told = Objects.requireNonNull(large.answer(Pdu.getBulk(1, 100_000, List.of(Oid.of(1))), false, 0));
        assertThat(told.bindings()).hasSizeBetween(100, 1000);
    }

    @Test
    void silentAgentSaysNothing() {
        agent.habit(Habit.of(Habit.Kind.SILENT), null);
        assertThat(ask(Pdu.get(1, List.of(Oid.of("1.3.6.1.2.1.1.1.0"))))).isNull();
    }

    @Test
    void partialAgentLeavesOutRowsAndKeepsSilentOnSomeTables() {
        agent.habit(Habit.of(Habit.Kind.PARTIAL), null);
        Pdu next = told(Pdu.getNext(1, List.of(Oid.of("1.3.6.1.2.1.31.1.1.1.1"))));
        assertThat(next.bindings().getFirst().oid()).isEqualTo(Oid.of("1.3.6.1.2.1.31.1.1.1.1.501"));
        assertThat(ask(Pdu.getNext(1, List.of(Oid.of("1.3.6.1.2.1.47.1"))))).isNull();
        assertThat(told(Pdu.getBulk(1, 50, List.of(Oid.of(1)))).bindings()).hasSizeLessThan(9);
    }

    @Test
    void loopingAgentNeverComesToAnEnd() {
        agent.habit(Habit.of(Habit.Kind.LOOPING), null);
        Set<Oid> seen = new HashSet<>();
        Oid at = Oid.of(1);
        while (seen.add(at)) {
            at = told(Pdu.getNext(1, List.of(at))).bindings().getFirst().oid();
        }
        assertThat(at).isEqualTo(Oid.of("1.3.6.1.2.1.2.2.1.2.501"));
    }

    @Test
    void everyOtherAnswerOfAWrongAgentIsRight() {
        agent.habit(Habit.of(Habit.Kind.WRONG), null);
        Pdu asked = Pdu.get(5, List.of(Oid.of("1.3.6.1.2.1.1.1.0"), Oid.of("1.3.6.1.2.1.2.2.1.8.501")));
        Pdu right = Objects.requireNonNull(new Agent(new FixedTree(OBJECTS)).answer(asked, false, 0));
        for (int i = 0; i < 16; i++) {
            assertThat(told(asked).equals(right)).as("answer " + i).isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void cachedAgentTellsTheSameUntilItsSnapshotIsTooOld() {
        Agent cached = new Agent(new Ticking());
        cached.habit(new Habit(Habit.Kind.CACHED, Duration.ofSeconds(15), ""), null);
        long[] told = new long[40];
        for (int second = 0; second < told.length; second++) {
            Pdu answer = Objects.requireNonNull(cached.answer(Pdu.get(1, List.of(Ticking.ONLY)), false, second));
            told[second] = answer.bindings().getFirst().value() instanceof Value.Ticks t ? t.hundredths() / 100 : -1;
        }
        assertThat(told[0]).isZero();
        assertThat(told[15]).isZero();
        assertThat(told[16]).isEqualTo(16);
        assertThat(told[31]).isEqualTo(16);
        assertThat(told[32]).isEqualTo(32);
    }

    @Test
    void recordingThatIsPlayedTicksAndCountsAndIsElseAsItWas() {
        PlayedTree played = new PlayedTree(OBJECTS, 100);
        assertThat(played.all(100)).isEqualTo(OBJECTS);
        NavigableMap<Oid, Value> later = played.all(1100);
        assertThat(later.get(Oid.of("1.3.6.1.2.1.1.3.0"))).isEqualTo(new Value.Ticks(10_100_000));
        assertThat(later.get(Oid.of("1.3.6.1.2.1.31.1.1.1.6.501"))).isEqualTo(new Value.Counter64(5_050_000_000L));
        assertThat(later.get(Oid.of("1.3.6.1.2.1.2.2.1.14.501"))).isEqualTo(new Value.Counter(0));
        assertThat(later.get(Oid.of("1.3.6.1.2.1.2.2.1.10.501"))).as("has wrapped").isInstanceOfSatisfying(Value.Counter.class, c -> assertThat(c.value()).isLessThan(4294967000L));
        assertThat(later.get(Oid.of("1.3.6.1.2.1.2.2.1.8.501"))).isEqualTo(new Value.Int(1));
        assertThat(later.keySet()).isEqualTo(OBJECTS.keySet());
    }

    @Test
    void habitThatPlaysNeedsAFileAndNoOtherHasOne() {
        assertThatThrownBy(() -> Habit.of(Habit.Kind.PLAY)).hasMessageContaining("FILE.snmprec");
        assertThatThrownBy(() -> new Habit(Habit.Kind.SLOW, Duration.ofHours(1), "")).hasMessageContaining("10 minutes");
    }
}
