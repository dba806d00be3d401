package vor.server.health.handlers.maint;

import java.time.Instant;
import java.util.Optional;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Maintenance;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;

/** Maintenance masks everything: present in the inventory and not over yet, or as the tag {@code maint}. */
public final class MaintHandler implements Handler {
    private static final String TAG = "maint";

    @Override
    public String name() {
        return "maint";
    }

    @Override
    public String title() {
        return "Maintenance";
    }

    @Override
    public String legend() {
        return "Hatched: people work on it, and nothing about it raises an alarm.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        Optional<Maintenance> work = device.maintenance().filter(m -> !over(m, now));
        if (work.isPresent()) {
            Verdict masked = Verdict.of(State.MAINT, 0, why(work.get()));
            return work.get().until().map(masked::reconsider).orElse(masked);
        }
        return device.tags().contains(TAG)
                ? Verdict.of(State.MAINT, 0, "in maintenance for as long as it has the tag \"" + TAG + "\"")
                : Verdict.good("in service");
    }

    private static boolean over(Maintenance work, Instant now) {
        return work.until().isPresent() && !now.isBefore(work.until().get());
    }

    private static String why(Maintenance work) {
        return work.why().isBlank() ? "in maintenance" : "in maintenance: " + work.why().strip();
    }
}
