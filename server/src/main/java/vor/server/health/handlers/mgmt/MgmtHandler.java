package vor.server.health.handlers.mgmt;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Family;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;

/**
 * Addresses that are missing. The tag {@code ignorev6} says that a device needs none of IPv6. A host name counts for what
 * it resolves to, and for both families until it does.
 */
public final class MgmtHandler implements Handler {
    private static final String IGNORE_V6 = "ignorev6";

    @Override
    public String name() {
        return "mgmt";
    }

    @Override
    public String title() {
        return "Addresses";
    }

    @Override
    public String legend() {
        return "Green: addresses of IPv4 and IPv6; amber: one family is missing; orange: no address at all.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        if (device.addresses().isEmpty()) {
            return Verdict.of(State.BAD, 1000, "No address: Vor cannot ask it anything. Try: add one to " + device.name() + ".");
        }
        Set<Family> families = families(device, picture);
        return verdict(device, families).facts(List.of(Fact.of("addresses", String.join(", ", device.addresses()))));
    }

    private static Verdict verdict(Device device, Set<Family> families) {
        if (!families.contains(Family.V4)) {
            return Verdict.of(State.WORN, 550, "No IPv4 address, only IPv6. Try: add one, if it has one.");
        }
        if (!families.contains(Family.V6) && !device.tags().contains(IGNORE_V6)) {
            return Verdict.of(
                    State.WORN, 560, "No IPv6 address, only IPv4. Try: add one, or the tag " + IGNORE_V6 + " if it needs none.");
        }
        return Verdict.good("has the addresses it needs");
    }

    private static Set<Family> families(Device device, Picture picture) {
        Set<Family> families = EnumSet.noneOf(Family.class);
        for (String address : device.addresses()) {
            switch (family(device, address, picture)) {
                case V4 -> families.add(Family.V4);
                case V6 -> families.add(Family.V6);
                case NONE -> families.addAll(List.of(Family.V4, Family.V6));
            }
        }
        return families;
    }

    private static Family family(Device device, String address, Picture picture) {
        if (address.indexOf(':') >= 0) {
            return Family.V6;
        }
        if (!address.isEmpty() && address.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
            return Family.V4;
        }
        return picture.pings(device.id()).stream()
                .filter(p -> p.address().equals(address))
                .map(Ping::family)
                .findFirst()
                .orElse(Family.NONE);
    }
}
