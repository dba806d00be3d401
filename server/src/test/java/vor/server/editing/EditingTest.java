package vor.server.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.testkit.ManualClock;

class EditingTest {
    private static final Subject E1 = new Subject(Subject.Kind.DEVICE, "1");
    private static final Subject ROW = new Subject(Subject.Kind.NETWORK, "1");
    private static final Optional<String> NOBODY = Optional.empty();

    private final ManualClock clock = new ManualClock();
    private final Editing editing = new Editing(clock);
    private final List<Map<Subject, List<Lease>>> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        editing.onChange(told::add);
    }

    private List<String> on(Subject subject) {
        return editing.current().getOrDefault(subject, List.of()).stream().map(Lease::who).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "x/y", "123456789012345678901234567890123"})
    void aPageWithoutAProperNameHoldsNothing(String page) {
        assertThatThrownBy(() -> editing.hold(E1, NOBODY, page, "ann"))
                .isInstanceOfSatisfying(EditingException.class, e -> assertThat(e.reason()).isEqualTo(EditingException.Reason.PAGE));
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "12345678901234567890123456789012345678901234567890123456789012345"})
    void whoHasNoProperNameHoldsNothing(String who) {
        assertThatThrownBy(() -> editing.hold(E1, NOBODY, "p", who))
                .isInstanceOfSatisfying(EditingException.class, e -> assertThat(e.reason()).isEqualTo(EditingException.Reason.NAME));
    }

    @Test
    void severalEditOneRecordAndAreTold() {
        Lease ann = editing.hold(E1, NOBODY, "a", " ann ");
        Lease joe = editing.hold(E1, NOBODY, "b", "joe");
        assertThat(told).containsExactly(Map.of(E1, List.of(ann)), Map.of(E1, List.of(ann, joe)));
        assertThat(on(E1)).containsExactly("ann", "joe");
        assertThat(on(ROW)).as("of another kind").isEmpty();
        editing.end(E1, NOBODY, "a");
        editing.end(E1, NOBODY, "a");
        editing.end(E1, NOBODY, "b");
        assertThat(told.subList(2, told.size())).containsExactly(Map.of(E1, List.of(joe)), Map.of(E1, List.of()));
        assertThat(editing.current()).isEmpty();
    }

    @Test
    void aRenewalKeepsTheBeginningAndIsNotTold() {
        Lease first = editing.hold(E1, NOBODY, "a", "ann");
        clock.advance(Editing.LASTS.minusMillis(1));
        assertThat(editing.hold(E1, NOBODY, "a", "ann")).isEqualTo(first);
        clock.advance(Editing.LASTS.minusMillis(1));
        editing.chore(s -> true);
        assertThat(on(E1)).containsExactly("ann");
        assertThat(told).hasSize(1);
        assertThat(editing.hold(E1, NOBODY, "a", "ann of the NOC").since()).isEqualTo(first.since());
        assertThat(on(E1)).containsExactly("ann of the NOC");
    }

    @Test
    void whatNobodyRenewsFallsAwayAfterItsTimeAndBeginsAnew() {
        Lease first = editing.hold(E1, NOBODY, "a", "ann");
        editing.hold(ROW, NOBODY, "a", "ann");
        clock.advance(Duration.ofSeconds(20));
        editing.hold(ROW, NOBODY, "a", "ann");
        clock.advance(Duration.ofSeconds(10));
        editing.chore(s -> true);
        editing.chore(s -> true);
        assertThat(told).last().isEqualTo(Map.of(E1, List.of()));
        assertThat(told).hasSize(3);
        assertThat(on(ROW)).containsExactly("ann");
        assertThat(editing.hold(E1, NOBODY, "a", "ann").since()).isAfter(first.since());
    }

    @Test
    void whatIsRemovedIsEditedByNobody() {
        editing.hold(E1, NOBODY, "a", "ann");
        editing.hold(ROW, NOBODY, "a", "ann");
        editing.chore(ROW::equals);
        assertThat(editing.current()).containsOnlyKeys(ROW);
    }

    @Test
    void anAccountNeitherRenewsNorEndsWhatAnotherHolds() {
        editing.hold(E1, Optional.of("ann"), "a", "ann");
        editing.hold(E1, Optional.of("joe"), "a", "joe");
        editing.end(E1, Optional.of("joe"), "a");
        assertThat(on(E1)).containsExactly("ann");
    }

    @Test
    void thereAreAsManyAsThereMayBeAndTheseCanBeRenewed() {
        for (int n = 0; n < Editing.MOST; n++) {
            editing.hold(E1, NOBODY, "p" + n, "ann");
        }
        assertThatThrownBy(() -> editing.hold(E1, NOBODY, "more", "joe"))
                .isInstanceOfSatisfying(EditingException.class, e -> assertThat(e.reason()).isEqualTo(EditingException.Reason.TOO_MANY));
        assertThat(editing.hold(E1, NOBODY, "p7", "ann").page()).isEqualTo("p7");
        assertThat(on(E1)).hasSize(Editing.MOST);
    }
}
