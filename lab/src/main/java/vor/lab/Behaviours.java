package vor.lab;

import java.util.Map;
import java.util.TreeMap;

/** The part of the state that the responder acts on: who answers by it, and who flaps. */
final class Behaviours {
    private Behaviours() {}

    static Map<String, Trouble> of(LabState state) {
        Map<String, Trouble> part = new TreeMap<>();
        state.troubles().forEach((name, t) -> {
            if (t.answeredByUs() || !t.flap().isZero()) {
                part.put(name, t.cut(false).loss(0).flapOff(false).condition(c -> Condition.WELL));
            }
        });
        return part;
    }
}
