package vor.server.collect.snmp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vor.server.collect.snmp.facts.Column;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

class WalkTest {
    private static final Oid A = Oid.of("1.3.6.1.2.1.2.2.1.2");
    private static final Oid B = Oid.of("1.3.6.1.2.1.2.2.1.8");
    private static final Oid BEYOND = Oid.of("1.3.6.1.2.1.2.3");

    private static Binding row(Oid column, int index) {
        return new Binding(column.with(index), new Value.Int(index));
    }

    private static Column rows(Walk walk, Oid column) {
        return requireNonNull(walk.rows().get(column));
    }

    private static void answers(Walk walk, Binding... bindings) {
        walk.next(1, 10, 10);
        walk.took(Pdu.response(1, 0, 0, List.of(bindings)));
    }

    @Test
    void rowsOutOfTheirOrderAreTakenAndStandInOrder() {
        Walk walk = new Walk(List.of(A));
        answers(walk, row(A, 7), row(A, 3), row(A, 9), row(A, 4));
        assertThat(walk.done()).isFalse();
        answers(walk, row(BEYOND, 1));

        assertThat(rows(walk, A).keySet()).containsExactly(Oid.of(3), Oid.of(4), Oid.of(7), Oid.of(9));
        assertThat(walk.trouble()).isEmpty();
        assertThat(walk.done()).isTrue();
    }

    @Test
    void aRowToldForTheSecondTimeIsACircle() {
        Walk walk = new Walk(List.of(A));
        answers(walk, row(A, 1), row(A, 2), row(A, 3));
        answers(walk, row(A, 2));

        assertThat(walk.trouble()).isEqualTo("the agent goes in circles after " + A + ".3");
        assertThat(rows(walk, A)).hasSize(3);
        assertThat(walk.done()).isTrue();
    }

    @Test
    void theColumnItselfIsNoRow() {
        Walk walk = new Walk(List.of(A));
        answers(walk, new Binding(A, new Value.Int(1)));
        assertThat(walk.trouble()).contains("goes in circles");
        assertThat(rows(walk, A)).isEmpty();
    }

    @Test
    void aColumnThatGoesInCirclesDoesNotEndTheOthers() {
        Walk walk = new Walk(List.of(A, B));
        answers(walk, row(A, 1), row(B, 1), row(A, 1), row(B, 2));
        answers(walk, row(B, 3));
        assertThat(rows(walk, A)).hasSize(1);
        assertThat(rows(walk, B)).hasSize(3);
    }

    @Test
    void aSparseColumnLosesNothing() {
        Walk walk = new Walk(List.of(A, B));
        answers(walk, row(A, 1), row(B, 5), row(A, 2), row(B, 9), row(A, 3), row(BEYOND, 0));
        answers(walk, row(A, 4));
        answers(walk, row(BEYOND, 0));
        assertThat(rows(walk, A).keySet()).containsExactly(Oid.of(1), Oid.of(2), Oid.of(3), Oid.of(4));
        assertThat(rows(walk, B).keySet()).containsExactly(Oid.of(5), Oid.of(9));
        assertThat(walk.done()).isTrue();
    }

    @Test
    void endlesslyGoingBackIsCutOff() {
        Walk walk = new Walk(List.of(A));
        for (int i = 30_000; i > 0 && !walk.done(); i--) {
            answers(walk, row(A, i));
        }
        assertThat(walk.done()).isTrue();
        assertThat(rows(walk, A)).hasSizeBetween(10_000, 10_010);
    }

    @Test
    void columnsOfOneTableShareTheNamesOfTheirRows() {
        Walk walk = new Walk(List.of(A, B));
        answers(walk, row(A, 1), row(B, 1), row(A, 2), row(B, 2));
        assertThat(rows(walk, A).keySet().iterator().next()).isSameAs(rows(walk, B).keySet().iterator().next());
    }

    @Test
    void rowsThatSayNothingAreNone() {
        Walk walk = new Walk(List.of(A));
        answers(walk, new Binding(A.with(1), Value.None.NO_SUCH_INSTANCE), row(A, 2));
        assertThat(rows(walk, A).keySet()).containsExactly(Oid.of(2));
    }
}
