package vor.server.collect.snmp.facts;

import vor.wire.snmp.Oid;

/** The standard objects that are read in code; all others stand in profiles. */
final class Oids {
    private Oids() {}

    static final Oid SYS_DESCR = Oid.of("1.3.6.1.2.1.1.1");
    static final Oid SYS_OBJECT_ID = Oid.of("1.3.6.1.2.1.1.2");
    static final Oid SYS_UP_TIME = Oid.of("1.3.6.1.2.1.1.3");
    static final Oid SYS_CONTACT = Oid.of("1.3.6.1.2.1.1.4");
    static final Oid SYS_NAME = Oid.of("1.3.6.1.2.1.1.5");
    static final Oid SYS_LOCATION = Oid.of("1.3.6.1.2.1.1.6");
    static final Oid ENGINE_TIME = Oid.of("1.3.6.1.6.3.10.2.1.3");
    static final Oid HR_UPTIME = Oid.of("1.3.6.1.2.1.25.1.1");

    private static final Oid IF = Oid.of("1.3.6.1.2.1.2.2.1");
    private static final Oid IFX = Oid.of("1.3.6.1.2.1.31.1.1.1");

    static final Oid IF_INDEX = IF.with(1);
    static final Oid IF_DESCR = IF.with(2);
    static final Oid IF_TYPE = IF.with(3);
    static final Oid IF_SPEED = IF.with(5);
    static final Oid IF_MAC = IF.with(6);
    static final Oid IF_ADMIN = IF.with(7);
    static final Oid IF_OPER = IF.with(8);
    static final Oid IF_LAST_CHANGE = IF.with(9);
    static final Oid IF_IN_OCTETS = IF.with(10);
    static final Oid IF_IN_UCAST = IF.with(11);
    static final Oid IF_IN_NUCAST = IF.with(12);
    static final Oid IF_IN_DISCARDS = IF.with(13);
    static final Oid IF_IN_ERRORS = IF.with(14);
    static final Oid IF_OUT_OCTETS = IF.with(16);
    static final Oid IF_OUT_UCAST = IF.with(17);
    static final Oid IF_OUT_NUCAST = IF.with(18);
    static final Oid IF_OUT_DISCARDS = IF.with(19);
    static final Oid IF_OUT_ERRORS = IF.with(20);

    static final Oid IF_NAME = IFX.with(1);
    static final Oid IF_IN_MCAST = IFX.with(2);
    static final Oid IF_IN_BCAST = IFX.with(3);
    static final Oid IF_OUT_MCAST = IFX.with(4);
    static final Oid IF_OUT_BCAST = IFX.with(5);
    static final Oid IF_HC_IN_OCTETS = IFX.with(6);
    static final Oid IF_HC_IN_UCAST = IFX.with(7);
    static final Oid IF_HC_IN_MCAST = IFX.with(8);
    static final Oid IF_HC_IN_BCAST = IFX.with(9);
    static final Oid IF_HC_OUT_OCTETS = IFX.with(10);
    static final Oid IF_HC_OUT_UCAST = IFX.with(11);
    static final Oid IF_HC_OUT_MCAST = IFX.with(12);
    static final Oid IF_HC_OUT_BCAST = IFX.with(13);
    static final Oid IF_HIGH_SPEED = IFX.with(15);
    static final Oid IF_ALIAS = IFX.with(18);
    static final Oid IF_DISCONTINUITY = IFX.with(19);
    static final Oid IF_STACK_STATUS = Oid.of("1.3.6.1.2.1.31.1.2.1.3");

    private static final Oid AGG_PORT = Oid.of("1.2.840.10006.300.43.1.2.1.1");
    static final Oid AGG_MAC = Oid.of("1.2.840.10006.300.43.1.1.1.1.2");
    static final Oid AGG_PARTNER_SYSTEM = AGG_PORT.with(9);
    static final Oid AGG_SELECTED = AGG_PORT.with(12);
    static final Oid AGG_ATTACHED = AGG_PORT.with(13);
    static final Oid AGG_PARTNER_PORT = AGG_PORT.with(17);
    static final Oid AGG_ACTOR_STATE = AGG_PORT.with(21);
    static final Oid AGG_PARTNER_STATE = AGG_PORT.with(23);

    private static final Oid BRIDGE = Oid.of("1.3.6.1.2.1.17");
    static final Oid BASE_PORT_IF = BRIDGE.with(1, 4, 1, 2);
    static final Oid FDB_PORT = BRIDGE.with(4, 3, 1, 2);
    static final Oid FDB_STATUS = BRIDGE.with(4, 3, 1, 3);
    static final Oid Q_FDB_PORT = BRIDGE.with(7, 1, 2, 2, 1, 2);
    static final Oid Q_FDB_STATUS = BRIDGE.with(7, 1, 2, 2, 1, 3);
    static final Oid Q_VLAN_FDB = BRIDGE.with(7, 1, 4, 2, 1, 3);
    static final Oid Q_VLAN_NAME = BRIDGE.with(7, 1, 4, 3, 1, 1);

    static final Oid ARP_MAC = Oid.of("1.3.6.1.2.1.4.22.1.2");
    static final Oid ARP_TYPE = Oid.of("1.3.6.1.2.1.4.22.1.4");
    static final Oid PHYS_MAC = Oid.of("1.3.6.1.2.1.4.35.1.4");
    static final Oid PHYS_TYPE = Oid.of("1.3.6.1.2.1.4.35.1.6");
    static final Oid ND_MAC = Oid.of("1.3.6.1.2.1.55.1.12.1.2");

    static final Oid ENT_CONTAINED_IN = Oid.of("1.3.6.1.2.1.47.1.1.1.1.4");
    static final Oid ENT_DESCR = Oid.of("1.3.6.1.2.1.47.1.1.1.1.2");
    static final Oid ENT_CLASS = Oid.of("1.3.6.1.2.1.47.1.1.1.1.5");
    static final Oid ENT_POSITION = Oid.of("1.3.6.1.2.1.47.1.1.1.1.6");
    static final Oid ENT_NAME = Oid.of("1.3.6.1.2.1.47.1.1.1.1.7");
    static final Oid ENT_ALIAS_MAPPING = Oid.of("1.3.6.1.2.1.47.1.3.2.1.2");
}
