package vor.model;

import java.time.Instant;
import java.util.Map;

/**
 * What all handlers together think of one device.
 *
 * @param worst name of the handler whose verdict decides
 * @param verdict that verdict
 * @param since when this state began
 * @param verdicts every handler's verdict by its name, in the order of the list of handlers
 */
public record Health(DeviceId device, String worst, Verdict verdict, Instant since, Map<String, Verdict> verdicts) {
    public Health {
        verdicts = Collections2.ordered(verdicts);
    }

    public State state() {
        return verdict.state();
    }
}
