package vor.model;

/** What a device says about itself, as its SNMP agent tells it. The newest of each kind replaces the one before. */
public sealed interface Report extends Observation permits Agent, Ports, Chassis, Neighbours, Stations {}
