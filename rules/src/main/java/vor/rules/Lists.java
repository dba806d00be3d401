package vor.rules;

import java.util.List;

/** A stream of several events at a time, such as those of a window. */
public final class Lists extends Stream {

    Lists(List<Op<?>> steps) {
        super(steps);
    }
}
