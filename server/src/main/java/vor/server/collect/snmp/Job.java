package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.server.collect.snmp.facts.Column;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

/** Something to ask an agent, in as many requests as it takes. Pure. */
sealed interface Job {

    /** The next request; {@link #done} is false. */
    Pdu next(int id, Repetitions repetitions, boolean bulk);

    /** Takes in the answer to it. */
    void took(Pdu answer, Repetitions repetitions, double roundTripMs);

    boolean done();

    /** Ends it with what there is. */
    void giveUp(String why);

    /** Why it is not whole, for people; empty when it is. */
    String trouble();

    /** Columns of a table, row after row. */
    final class OfTable implements Job {
        private static final long MOST_BYTES_OF_A_SUBTREE = 160_000_000;

        private final Walk walk;
        private int asked;

        OfTable(List<Oid> columns) {
            walk = new Walk(columns);
        }

        /** Everything below one object, as if it were one column. */
        OfTable(Oid root, int mostRows) {
            walk = new Walk(List.of(root), mostRows, MOST_BYTES_OF_A_SUBTREE);
        }

        Map<Oid, Column> rows() {
            return walk.rows();
        }

        @Override
        public Pdu next(int id, Repetitions repetitions, boolean bulk) {
            int width = walk.width(repetitions.columns());
            int rows = bulk ? repetitions.rows(width) : 0;
            asked = width * Math.max(1, rows);
            return walk.next(id, rows, width);
        }

        @Override
        public void took(Pdu answer, Repetitions repetitions, double roundTripMs) {
            int rows = walk.took(answer);
            if (rows > 0) {
                repetitions.answered(asked, answer.bindings().size(), roundTripMs);
            }
        }

        @Override
        public boolean done() {
            return walk.done();
        }

        @Override
        public void giveUp(String why) {
            walk.giveUp(why);
        }

        @Override
        public String trouble() {
            return walk.trouble();
        }
    }

    /** Single objects by their full names. */
    final class OfObjects implements Job {
        private static final int NO_SUCH_NAME = 2;
        private static final int TOO_BIG = 1;

        private final List<Oid> wanted;
        private final Map<Oid, Value> got = new LinkedHashMap<>();
        private List<Oid> asked = List.of();
        private int most;
        private String trouble = "";

        /** @param most objects in one request at first */
        OfObjects(List<Oid> wanted, int most) {
            this.wanted = new ArrayList<>(wanted);
            this.most = most;
        }

        /** What was told, by full name; objects that the agent does not have are missing. */
        Map<Oid, Value> got() {
            return got;
        }

        @Override
        public Pdu next(int id, Repetitions repetitions, boolean bulk) {
            asked = List.copyOf(wanted.subList(0, Math.min(Math.min(most, Math.max(1, repetitions.values())), wanted.size())));
            return Pdu.get(id, asked);
        }

        @Override
        public void took(Pdu answer, Repetitions repetitions, double roundTripMs) {
            if (answer.first() == TOO_BIG && asked.size() > 1) {
                most = asked.size() / 2;
            } else if (answer.first() == NO_SUCH_NAME && answer.second() >= 1 && answer.second() <= asked.size()) {
                wanted.remove(asked.get(answer.second() - 1));
            } else if (answer.first() != 0) {
                giveUp("the agent answers with error " + answer.first());
            } else {
                answer.bindings().forEach(this::take);
                wanted.removeAll(asked);
                if (asked.size() >= repetitions.values()) {
                    repetitions.answered(asked.size(), asked.size(), roundTripMs);
                }
            }
        }

        private void take(Binding binding) {
            if (!(binding.value() instanceof Value.None) && asked.contains(binding.oid())) {
                got.put(binding.oid(), binding.value());
            }
        }

        @Override
        public boolean done() {
            return wanted.isEmpty();
        }

        @Override
        public void giveUp(String why) {
            wanted.clear();
            trouble = why;
        }

        @Override
        public String trouble() {
            return trouble;
        }
    }
}
