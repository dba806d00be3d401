package vor.wire.snmp;

/** Of SNMP, as the first number of a message tells it. */
public enum Version {
    V1(0),
    V2C(1),
    V3(3);

    final int number;

    Version(int number) {
        this.number = number;
    }
}
