package vor.rules;

import java.util.List;

/** A stream of single events, as a rule is written. Seconds are by our clock unless it is said that they are by the sender's. */
public sealed class Events extends Stream permits When {

    Events(List<Op<?>> steps) {
        super(steps);
    }

    private Events then(Op<?> step) {
        return new Events(plus(step));
    }

    // ---- which go on

    /** Only those. */
    public final Events where(Condition condition) {
        return then(Filters.where(condition));
    }

    // ---- what becomes of them

    /** With these fields in place of theirs: {@code with(state("ok"), ttl(60))}. */
    public final Events with(Change... changes) {
        return then(Changes.with(List.of(changes)));
    }

    /** As another service. */
    public final Events as(String service) {
        return with(Text.Field.SERVICE.is(service));
    }

    /** What a function makes of each. */
    public final Events map(Change function) {
        return then(Changes.with(List.of(function)));
    }

    /**
     * If the condition holds, these changes; {@link When#when} and {@link When#otherwise} may follow.
     */
    public When when(Condition condition, Change... changes) {
        return new When(this, List.of(new When.Case(condition, List.of(changes))));
    }

    // ---- one by one

    /** What follows is done for each key by itself: {@code by(host(), service())}. Keys of which nothing comes for an hour are forgotten. */
    public final Events by(Key... keys) {
        return then(new By(List.of(keys), By.IDLE));
    }

    // ---- what is new

    /** Only when the state of a host and service is another one than before. The first counts as new unless it is "ok". */
    public final Events changedState() {
        return then(Changed.state("ok"));
    }
}
