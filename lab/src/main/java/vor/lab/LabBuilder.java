package vor.lab;

import java.util.Optional;

/** Makes a practice network and takes it away. */
final class LabBuilder {
    private LabBuilder() {}

    /** @return false where one of this size was up already */
    static boolean up(LabSize size, Site site) {
        StateFile file = new StateFile(site.state());
        return file.exclusively(() -> {
            Wiring wiring = new Wiring(site);
            Optional<LabState> there = file.read().filter(s -> wiring.namespaceIsThere() && wiring.cableIsThere());
            if (there.isPresent()) {
                refuseOtherSize(there.get(), size);
                wiring.guard();
                return false;
            }
            raise(size, site, wiring, file);
            return true;
        });
    }

    private static void refuseOtherSize(LabState there, LabSize size) {
        if (!there.size().equals(size)) {
            throw new LabException("a practice network of " + there.size().devices() + " devices is up; for one of "
                    + size.devices() + " take it down first: vor lab down");
        }
    }

    private static void raise(LabSize size, Site site, Wiring wiring, StateFile file) {
        new ResponderProcess(site).stop();
        wiring.lower();
        wiring.guard();
        try {
            wiring.raise();
            file.write(LabState.well(size));
            new ResponderProcess(site).follow();
        } catch (RuntimeException e) {
            file.remove();
            new ResponderProcess(site).stop();
            wiring.lower();
            throw e;
        }
    }

    /**
     * The black holes stay.
     *
     * @return false where none was up
     */
    static boolean down(Site site) {
        StateFile file = new StateFile(site.state());
        return file.exclusively(() -> {
            Wiring wiring = new Wiring(site);
            boolean up = wiring.namespaceIsThere() || wiring.cableIsThere();
            file.remove();
            new ResponderProcess(site).stop();
            wiring.guard();
            wiring.lower();
            return up;
        });
    }
}
