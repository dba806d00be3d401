package vor.server.collect.ping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vor.model.Reading;

/** What the echo engine counts about itself. */
final class Counters {
    final Count sent = new Count();
    final Count sentSlowly = new Count();
    final Count sentAgain = new Count();
    final Count received = new Count();
    final Count late = new Count();
    final Count duplicate = new Count();
    final Count unknown = new Count();
    final Count wrongSource = new Count();
    final Count forged = new Count();
    final Count stray = new Count();
    final Count truncated = new Count();
    final Count oversized = new Count();
    final Count hints = new Count();
    final Count clockSteps = new Count();
    final Count clamped = new Count();
    final Count budgetRefused = new Count();
    final Count bursts = new Count();
    final Count asked = new Count();
    final Count suspects = new Count();
    final Count downs = new Count();
    final Count downsTakenBack = new Count();
    final Count blindSeconds = new Count();
    final Count failures = new Count();
    final Count targets = new Count();
    final Count unresolved = new Count();
    final Count lagNanos = new Count();
    private final Count[] sendErrors = new Count[134];

    Counters() {
        for (int i = 0; i < sendErrors.length; i++) {
            sendErrors[i] = new Count();
        }
    }

    Count sendErrors(int errno) {
        return sendErrors[errno > 0 && errno < sendErrors.length ? errno : 0];
    }

    List<Reading> readings() {
        List<Reading> all = new ArrayList<>();
        counter(all, "sent", "Echo requests that the kernel took", sent);
        counter(all, "sent_again", "Requests that the kernel had no room for, tried once more", sentAgain);
        counter(all, "sent_slowly", "Requests whose round trip is not taken as our machine dawdled", sentSlowly);
        counter(all, "received", "Genuine echo replies", received);
        counter(all, "late", "Genuine replies that came after their deadline", late);
        counter(all, "duplicate", "Replies to a request that was answered before", duplicate);
        counter(all, "unremembered", "Genuine replies to requests too old to be remembered", unknown);
        counter(all, "wrong_source", "Replies from an address that was not asked", wrongSource);
        counter(all, "forged", "Replies whose keyed check fails", forged);
        counter(all, "stray", "Packets that belong to no request of ours", stray);
        counter(all, "truncated", "Packets that end before their fields do", truncated);
        counter(all, "oversized", "Replies longer than any request of ours", oversized);
        counter(all, "icmp_error", "ICMP errors that quote a request of ours", hints);
        counter(all, "clock_step", "Steps of the wall clock", clockSteps);
        counter(all, "timestamp_clamped", "Kernel time stamps that could not be true", clamped);
        counter(all, "budget_refused", "Requests not sent as the packet budget was spent", budgetRefused);
        counter(all, "burst", "Requests sent in bursts", bursts);
        counter(all, "asked", "Requests sent because somebody asked", asked);
        counter(all, "suspect", "Targets that became suspect", suspects);
        counter(all, "down", "Targets that were called down", downs);
        counter(all, "down_taken_back", "Targets called down whose late replies came after all", downsTakenBack);
        counter(all, "blind_seconds", "Seconds in which we could not see", blindSeconds);
        counter(all, "failure", "Faults of the engine itself, each logged", failures);
        all.add(Reading.gauge("vor_ping_targets", "Targets that are asked", targets::get));
        all.add(Reading.gauge("vor_ping_unresolved", "Targets whose name does not resolve", unresolved::get));
        all.add(Reading.gauge("vor_ping_lag_seconds", "How late the newest round of the engine began", () -> lagNanos.get() / 1e9));
        for (int errno : new int[] {1, 11, 12, 13, 22, 99, 100, 101, 105, 113, 0}) {
            String name = errno == 0 ? "other" : Errno.name(errno);
            all.add(new Reading(
                    "vor_ping_send_errors_total",
                    "Requests that our own kernel refused",
                    Reading.Kind.COUNTER,
                    Map.of("errno", name),
                    sendErrors(errno)::get));
        }
        return all;
    }

    private static void counter(List<Reading> to, String what, String help, Count count) {
        to.add(Reading.counter("vor_ping_" + what + "_total", help, count::get));
    }
}
