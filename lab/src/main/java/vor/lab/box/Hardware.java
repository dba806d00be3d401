package vor.lab.box;

import java.util.ArrayList;
import java.util.List;
import vor.lab.agent.Rows;
import vor.wire.snmp.Oid;

/** The parts of a kind of box. Immutable; shared by all boxes of the kind. */
final class Hardware {
    private final String model;
    private final String description;
    private final String version;
    private final Oid objectId;
    private final int members;
    private final List<Part> parts;
    private final List<Part> operating;
    private final Rows operatingRows;
    private final Rows entityRows;
    private final Rows memberRows;

    private Hardware(String model, String description, String version, String objectId, int members, List<Part> parts) {
        this.model = model;
        this.description = description;
        this.version = version;
        this.objectId = Oid.of(objectId);
        this.members = members;
        this.parts = List.copyOf(parts);
        operating = Rows.sorted(parts.stream().filter(p -> p.contents()[0] > 0).toList(), Part::contents);
        operatingRows = Rows.of(operating.stream().map(Part::contents).toList());
        entityRows = Rows.of(parts.stream().map(p -> new int[] {p.index()}).toList());
        List<int[]> numbers = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            numbers.add(new int[] {member});
        }
        memberRows = Rows.of(numbers);
    }

    /**
     * One part.
     *
     * @param index in ENTITY-MIB, from 1
     * @param within index of the part that it sits in; 0 for none
     * @param contents index in jnxOperatingTable; begins with 0 where it is not in it
     * @param member of the stack, or line card; -1 when it belongs to the whole box
     * @param place from 0 among its like
     */
    record Part(int index, int within, Sort sort, String name, String model, int member, int place, int[] contents) {}

    /** What it is, with its entPhysicalClass (RFC 6933). */
    enum Sort {
        STACK(11),
        CHASSIS(3),
        SUPPLY(6),
        FAN(7),
        CARD(9),
        ENGINE(12),
        CONTROL(9);

        final int entityClass;

        Sort(int entityClass) {
            this.entityClass = entityClass;
        }

        /** Has a temperature, a processor and memory of its own. */
        boolean thinks() {
            return this == CARD || this == ENGINE;
        }
    }

    static Hardware access() {
        Maker maker = new Maker();
        int chassis = maker.add(0, Sort.CHASSIS, "EX2200-48T-4G chassis", "EX2200-48T-4G", 0, 0, 0, 0, 0);
        maker.member(chassis, 0, "EX2200-48T-4G", 1, 2);
        return new Hardware("ex2200-48t-4g", describe("ex2200-48t-4g Ethernet Switch", "12.3R12.4"), "12.3R12.4",
                "1.3.6.1.4.1.2636.1.1.1.2.43", 1, maker.parts);
    }

    static Hardware stack() {
        Maker maker = new Maker();
        int stack = maker.add(0, Sort.STACK, "Virtual chassis", "EX3300-VC", -1, 0, 0, 0, 0);
        for (int member = 0; member < 3; member++) {
            int chassis = maker.add(stack, Sort.CHASSIS, "EX3300-48T chassis @ " + member + "/*/*", "EX3300-48T", member, member,
                    0, 0, 0);
            maker.member(chassis, member, "EX3300-48T", 1, 2);
        }
        return new Hardware("ex3300-48t", describe("ex3300-48t Ethernet Switch", "15.1R7.9"), "15.1R7.9",
                "1.3.6.1.4.1.2636.1.1.1.2.76", 3, maker.parts);
    }

    static Hardware router(int cards) {
        Maker maker = new Maker();
        int chassis = maker.add(0, Sort.CHASSIS, "MX480 chassis", "CHAS-BP-MX480-S", -1, 0, 1, 1, 0);
        for (int n = 0; n < 4; n++) {
            maker.add(chassis, Sort.SUPPLY, "PEM " + n, "PWR-MX480-2520-AC-S", -1, n, 2, n + 1, 0);
        }
        maker.add(chassis, Sort.FAN, "Left Fan Tray", "FFANTRAY-MX480-HC", -1, 0, 4, 1, 0);
        for (int n = 0; n < 6; n++) {
            maker.add(chassis, Sort.FAN, "Left Tray Fan " + n, "", -1, n + 1, 4, 1, n + 1);
        }
        for (int card = 0; card < cards; card++) {
            maker.add(chassis, Sort.CARD, "FPC: MPC @ " + card + "/*/*", "MPC10E-48X", card, card, 7, card + 1, 0);
        }
        for (int n = 0; n < 2; n++) {
            maker.add(chassis, Sort.ENGINE, "Routing Engine " + n, "RE-S-2X00x6-64G", -1, n, 9, n + 1, 0);
            maker.add(chassis, Sort.CONTROL, "SCB " + n, "SCBE3-MX", -1, n, 12, n + 1, 0);
        }
        return new Hardware("mx480", describe("mx480 internet router", "21.4R3.15"), "21.4R3.15",
                "1.3.6.1.4.1.2636.1.1.1.2.25", 0, maker.parts);
    }

    private static String describe(String what, String version) {
        return "Juniper Networks, Inc. " + what + ", kernel JUNOS " + version + ", Build date: 2019-03-02 10:11:12 UTC";
    }

    private static final class Maker {
        private final List<Part> parts = new ArrayList<>();

        int add(int within, Sort sort, String name, String model, int member, int place, int l1, int l2, int l3) {
            int index = parts.size() + 1;
            parts.add(new Part(index, within, sort, name, model, member, place, new int[] {l1, l2, l3, 0}));
            return index;
        }

        void member(int chassis, int member, String model, int supplies, int fans) {
            for (int n = 0; n < supplies; n++) {
                add(chassis, Sort.SUPPLY, "Power Supply " + n + " @ " + member + "/" + n + "/*", "", member, n, 2, member + 1, n + 1);
            }
            for (int n = 0; n < fans; n++) {
                add(chassis, Sort.FAN, "Fan " + n + " @ " + member + "/" + n + "/*", "", member, n, 4, member + 1, n + 1);
            }
            add(chassis, Sort.CARD, "FPC: " + model + " @ " + member + "/*/*", model, member, 0, 7, member + 1, 0);
            if (member < 2) {
                add(chassis, Sort.ENGINE, "Routing Engine " + member, model, member, member, 9, member + 1, 0);
            }
        }
    }

    String model() {
        return model;
    }

    String description() {
        return description;
    }

    String version() {
        return version;
    }

    Oid objectId() {
        return objectId;
    }

    /** Of a stack; 1 for a switch that could be one; 0 for what cannot. */
    int members() {
        return members;
    }

    /** In the order of ENTITY-MIB. */
    List<Part> parts() {
        return parts;
    }

    /** In the order of jnxOperatingTable. */
    List<Part> operating() {
        return operating;
    }

    Rows operatingRows() {
        return operatingRows;
    }

    Rows entityRows() {
        return entityRows;
    }

    Rows memberRows() {
        return memberRows;
    }
}
