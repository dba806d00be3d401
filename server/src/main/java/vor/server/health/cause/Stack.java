package vor.server.health.cause;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.model.Chassis;

/** Which member of a stack a port belongs to, by its name: the first of three numbers, as Juniper, Cisco and HP write them. */
public final class Stack {
    private static final Pattern THREE = Pattern.compile("[^0-9]*([0-9]{1,3})/[0-9]+/[0-9]+([.:][0-9]+)?");

    private Stack() {}

    /** Empty where the name does not say. */
    public static OptionalInt member(String port) {
        Matcher m = THREE.matcher(port);
        return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }

    public static boolean lost(Chassis.Member member) {
        return member.status() == Chassis.Status.ABSENT || member.status() == Chassis.Status.FAILED;
    }
}
