package vor.server.collect.snmp.facts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vor.model.Chassis;
import vor.model.Chassis.Member;
import vor.model.Chassis.Part;
import vor.model.Chassis.Sensor;
import vor.model.Chassis.Status;
import vor.server.collect.snmp.facts.VendorProfile.Kind;
import vor.server.collect.snmp.facts.VendorProfile.Rule;

/** Members, parts and sensors, as the profile's rules say. */
final class ChassisReader {
    private static final MathContext DIGITS = new MathContext(6);

    private final RowReader rows;

    ChassisReader(RowReader rows) {
        this.rows = rows;
    }

    /**
     * By the first rule that finds any: the vendor's own table, which is read often, before ENTITY-MIB, which is read seldom
     * and would keep a lost member alive until then.
     */
    List<Member> members() {
        Map<Rule, Map<Integer, Member>> byRule = new LinkedHashMap<>();
        rows.each(Kind.MEMBER, (rule, row) -> {
            double number = rule.field("number").number(row);
            if (!Double.isNaN(number)) {
                byRule.computeIfAbsent(rule, r -> new TreeMap<>()).putIfAbsent((int) number, member(rule, row, (int) number));
            }
        });
        return byRule.values().stream().findFirst().map(first -> List.copyOf(first.values())).orElse(List.of());
    }

    private static Member member(Rule rule, Row row, int number) {
        double seconds = rule.field("uptime").number(row);
        double priority = rule.field("priority").number(row);
        return new Member(
                number,
                rule.field("role").text(row).toLowerCase(Locale.ROOT),
                status(rule, row),
                rule.field("serial").text(row),
                rule.field("model").text(row),
                rule.field("version").text(row),
                rule.field("mac").text(row),
                Double.isNaN(priority) ? 0 : (int) priority,
                seconds > 0 ? Optional.of(Duration.ofSeconds((long) seconds)) : Optional.empty());
    }

    private static Status status(Rule rule, Row row) {
        return RowReader.word(Status.class, rule.field("status").text(row), Status.UNKNOWN);
    }

    List<Part> parts() {
        List<Part> all = new ArrayList<>();
        Set<String> taken = RowReader.names();
        rows.each(Kind.PART, (rule, row) -> all.add(new Part(
                RowReader.unique(taken, rule.field("name").text(row), row),
                RowReader.word(Part.Kind.class, rule.field("part").text(row), Part.Kind.OTHER),
                status(rule, row),
                rule.field("description").text(row),
                rule.field("model").text(row),
                rule.field("serial").text(row),
                rule.field("version").text(row),
                memberOf(rule, row))));
        all.sort(Comparator.comparing(Part::kind).thenComparing(Part::name, new NaturalOrder()));
        return all;
    }

    private static int memberOf(Rule rule, Row row) {
        double member = rule.field("member").number(row);
        return Double.isNaN(member) ? Chassis.WHOLE : (int) member;
    }

    List<Sensor> sensors() {
        List<Sensor> all = new ArrayList<>();
        Set<String> taken = RowReader.names();
        rows.each(Kind.SENSOR, (rule, row) -> all.add(sensor(rule, row, taken)));
        all.sort(Comparator.comparing(Sensor::kind).thenComparing(Sensor::name, new NaturalOrder()));
        return all;
    }

    /** Limits that leave nothing between them are what an optic holds that has none. */
    private static Sensor sensor(Rule rule, Row row, Set<String> taken) {
        double low = rounded(rule.field("low").number(row));
        double high = rounded(rule.field("high").number(row));
        boolean senseless = low >= high;
        return new Sensor(
                RowReader.unique(taken, rule.field("name").text(row), row),
                RowReader.word(Sensor.Kind.class, rule.field("sensor").text(row), Sensor.Kind.OTHER),
                rounded(rule.field("value").number(row)),
                rule.field("unit").text(row),
                senseless ? Double.NaN : low,
                senseless ? Double.NaN : high,
                status(rule, row),
                memberOf(rule, row),
                rule.field("port").text(row));
    }

    /** Six digits are more than any sensor has. */
    private static double rounded(double value) {
        return Double.isFinite(value) && value != 0
                ? new BigDecimal(value).round(DIGITS).doubleValue()
                : Double.isFinite(value) ? value : Double.NaN;
    }
}
