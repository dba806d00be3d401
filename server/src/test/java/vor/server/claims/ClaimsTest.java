package vor.server.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.Inventory;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;

class ClaimsTest {
    private static final Predicate<Optional<Claim>> ALWAYS = held -> true;
    private static final Predicate<Optional<Claim>> NOBODY = Optional::isEmpty;
    private static final DeviceId E1 = new DeviceId(1);
    private static final DeviceId E2 = new DeviceId(2);
    private static final Inventory INVENTORY =
            Pictures.inventory(1, List.of(Devices.device(1, "e1").build(), Devices.device(2, "e2").build()));

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = new ManualClock();
    private final List<Changed> told = new ArrayList<>();

    private Claims open() {
        Claims claims = Claims.open(folder, clock);
        claims.onChange(told::add);
        return claims;
    }

    private static ClaimException.Reason reason(ThrowingCallable work) {
        try {
            work.call();
        } catch (ClaimException e) {
            return e.reason();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was not refused");
    }

    private Map<DeviceId, Health> is(State state) {
        Verdict verdict = Verdict.of(state, 0, "");
        return Map.of(E1, new Health(E1, "ping", verdict, clock.now(), Map.of("ping", verdict)));
    }

    private void pass(Duration time, Claims claims, Map<DeviceId, Health> health) {
        clock.advance(time);
        claims.chore(INVENTORY, health);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "0123456789012345678901234567890123456789012345678901234567890123x"})
    void aNameThatIsNoneIsRefused(String who) {
        Claims claims = open();
        assertThat(reason(() -> claims.take(E1, who, ALWAYS))).isEqualTo(ClaimException.Reason.NAME);
        assertThat(claims.current()).isEmpty();
    }

    @Test
    void whatNobodyIsOnCannotBeGivenBack() {
        Claims claims = open();
        assertThat(reason(() -> claims.giveBack(E1, ALWAYS))).isEqualTo(ClaimException.Reason.NOBODY);
    }

    @Test
    void thereIsRoomForAThousandAndTakingOverNeedsNone() throws IOException {
        String list = IntStream.rangeClosed(1, Claims.MOST + 5)
                .mapToObj(n -> "{\"device\":" + n + ",\"who\":\"ann\",\"since\":" + clock.millis() + "}")
                .collect(Collectors.joining(","));
        Files.writeString(folder.resolve("claims.json"), "{\"claims\":[" + list + "]}");
        Claims claims = open();
        assertThat(reason(() -> claims.take(new DeviceId(Claims.MOST + 1), "ann", ALWAYS))).isEqualTo(ClaimException.Reason.TOO_MANY);
        claims.take(E1, "joe", ALWAYS);
        assertThat(claims.current()).hasSize(Claims.MOST);
        assertThat(open().current()).hasSize(Claims.MOST);
    }

    @Test
    void aRestartKeepsThem() {
        Claim claim = open().take(E1, " ann ", ALWAYS);
        assertThat(claim.who()).isEqualTo("ann");
        clock.advance(Duration.ofMinutes(5));
        assertThat(open().current()).isEqualTo(Map.of(E1, claim));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"claims\":[{\"device\":-1,\"who\":\"ann\",\"since\":1}]}", "{\"claims\":[{\"device\":1,\"who\":7,\"since\":1}]}"})
    void aDamagedFileIsSetAsideAndNothingElseIsLost(String text) throws IOException {
        Files.writeString(folder.resolve("claims.json"), text);
        Claims claims = open();
        assertThat(claims.current()).isEmpty();
        assertThat(folder.resolve("claims.json.damaged")).hasContent(text);
        claims.take(E1, "ann", ALWAYS);
        assertThat(open().current()).containsOnlyKeys(E1);
    }

    @Test
    void whatCannotBeWrittenIsNotTakenAndSaysSo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Claims claims = Claims.open(file.resolve("below"), clock);
        claims.onChange(told::add);
        assertThat(reason(() -> claims.take(E1, "ann", ALWAYS))).isEqualTo(ClaimException.Reason.NOT_WRITTEN);
        assertThat(claims.current()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(claims.trouble()).isPresent();
    }

    @Test
    void aConditionThatDoesNotHoldChangesNothingAndShowsWhoIsOnIt() {
        Claims claims = open();
        Claim ann = claims.take(E1, "ann", NOBODY);
        assertThatThrownBy(() -> claims.take(E1, "joe", NOBODY))
                .isInstanceOfSatisfying(ClaimException.class, e -> assertThat(e.current()).contains(ann));
        assertThat(reason(() -> claims.giveBack(E1, held -> false))).isEqualTo(ClaimException.Reason.OTHERWISE);
        assertThat(claims.current()).isEqualTo(Map.of(E1, ann));
    }

    @Test
    void whoIsOnItAlreadyStaysSinceThen() {
        Claims claims = open();
        Claim first = claims.take(E1, "ann", ALWAYS);
        clock.advance(Duration.ofMinutes(3));
        assertThat(claims.take(E1, "ann", ALWAYS)).isEqualTo(first);
        assertThat(told).hasSize(1);
    }

    @Test
    void anybodyMayTakeOverAndGiveBackAndEachChangeIsTold() {
        Claims claims = open();
        Claim ann = claims.take(E1, "ann", ALWAYS);
        clock.advance(Duration.ofMinutes(3));
        Claim joe = claims.take(E1, "joe", ALWAYS);
        claims.giveBack(E1, ALWAYS);
        assertThat(joe.since()).isEqualTo(ann.since().plus(Duration.ofMinutes(3)));
        assertThat(told).containsExactly(
                new Changed(List.of(ann), List.of()), new Changed(List.of(joe), List.of()), new Changed(List.of(), List.of(E1)));
        assertThat(open().current()).isEmpty();
    }

    @Test
    void itFallsAwayAfterTwoHours() {
        Claims claims = open();
        claims.take(E1, "ann", ALWAYS);
        pass(Claims.LONGEST.minusMillis(1), claims, is(State.DOWN));
        assertThat(claims.current()).containsOnlyKeys(E1);
        pass(Duration.ofMillis(1), claims, is(State.DOWN));
        assertThat(claims.current()).isEmpty();
        assertThat(told.getLast()).isEqualTo(new Changed(List.of(), List.of(E1)));
        assertThat(open().current()).isEmpty();
    }

    @Test
    void itFallsAwayWhenTheDeviceHasBeenGoodForAMinute() {
        Claims claims = open();
        claims.take(E1, "ann", ALWAYS);
        pass(Duration.ofMinutes(10), claims, is(State.DOWN));
        Map<DeviceId, Health> good = is(State.GOOD);
        pass(Claims.WELL.minusMillis(1), claims, good);
        assertThat(claims.current()).containsOnlyKeys(E1);
        pass(Duration.ofMillis(1), claims, good);
        assertThat(claims.current()).isEmpty();
    }

    @Test
    void whoTakesADeviceThatIsGoodHasThatMinuteToo() {
        Claims claims = open();
        Map<DeviceId, Health> good = is(State.GOOD);
        clock.advance(Duration.ofDays(1));
        claims.take(E1, "ann", ALWAYS);
        pass(Claims.WELL.minusMillis(1), claims, good);
        assertThat(claims.current()).containsOnlyKeys(E1);
        pass(Duration.ofMillis(1), claims, good);
        assertThat(claims.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORN", "UNKNOWN", "BAD", "SUSPECT", "BEHIND", "MAINT"})
    void whatIsNotGoodKeepsIt(String state) {
        Claims claims = open();
        claims.take(E1, "ann", ALWAYS);
        pass(Duration.ofMinutes(30), claims, is(State.valueOf(state)));
        assertThat(claims.current()).containsOnlyKeys(E1);
    }

    @Test
    void itFallsAwayWithItsDeviceAndOthersStay() {
        Claims claims = open();
        claims.take(new DeviceId(77), "ann", ALWAYS);
        claims.take(E2, "joe", ALWAYS);
        pass(Duration.ofSeconds(1), claims, Map.of());
        assertThat(claims.current()).containsOnlyKeys(E2);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyForDays() {
        Claims claims = open();
        claims.take(E1, "ann", ALWAYS);
        clock.step(Duration.ofDays(-3));
        pass(Duration.ofSeconds(1), claims, Map.of());
        assertThat(claims.current()).isEmpty();
    }

    @Test
    void timesAreToTheMillisecondAsTheFileHasThem() {
        clock.advance(Duration.ofNanos(1_234_567));
        Claim claim = open().take(E1, "ann", ALWAYS);
        assertThat(claim.since()).isEqualTo(Instant.parse("2026-04-01T12:00:00.001Z"));
    }
}
