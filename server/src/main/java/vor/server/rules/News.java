package vor.server.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.rules.RuleStatus;

/** Tells the log of rules that were stopped, and of the first fault of each. */
final class News {
    private static final Logger LOG = LoggerFactory.getLogger("vor.rules");

    private News() {}

    static void tell(List<RuleStatus> before, List<RuleStatus> after) {
        Map<String, RuleStatus> known = new HashMap<>();
        before.forEach(s -> known.put(s.name(), s));
        for (RuleStatus now : after) {
            RuleStatus was = known.get(now.name());
            if (now.stopped().isPresent() && (was == null || was.stopped().isEmpty())) {
                LOG.error("rule {} is stopped until it is written otherwise: {}", now.name(), now.stopped().get());
            } else if (now.errors() > 0 && (was == null || was.errors() == 0)) {
                now.lastError().ifPresent(f -> LOG.warn("rule {} failed: {} ({}); the first time, more are only counted", now.name(), f.what(), f.where()));
            }
        }
    }
}
