package vor.server.collect.snmp;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Agent;
import vor.model.Report;
import vor.server.collect.snmp.facts.Cable;
import vor.server.collect.snmp.facts.Column;
import vor.server.collect.snmp.facts.Poll;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Makes reports of what one agent answers, and knows what to ask next. One thread; time is a parameter. */
interface Understanding {

    /** What to ask, as far as is known now: the first answers tell the vendor, the next ones the ports. */
    List<Task> tasks();

    /** The ports that are asked for at the fast cadence: by name, as the inventory knows them; bundle members are added. */
    void watch(Collection<String> ports);

    /** The cables at the device that the inventory plans. */
    default void plan(Collection<Cable> cables) {}

    /**
     * Rows of a walk: by column, then by index.
     *
     * @param trouble why they are not all; empty when they are
     * @return what has become new by them
     */
    List<Report> walked(Task task, Map<Oid, Column> rows, String trouble, Poll poll);

    /** The same of single objects, by full name. */
    List<Report> got(Task task, Map<Oid, Value> objects, String trouble, Poll poll);

    /** What it is not asked for although it has it, for people. */
    default List<String> leftOut() {
        return List.of();
    }

    /** The objects that tell the state of these ports and of the members of their bundles, for an urgent question; empty while nothing is known of them. */
    List<Oid> stateOf(Collection<String> ports);

    /** Who it says it is; empty before it has told. */
    Optional<Agent.Identity> identity();

    /** How long it has been up; empty before it has told. */
    Optional<Agent.Uptime> uptime();
}
