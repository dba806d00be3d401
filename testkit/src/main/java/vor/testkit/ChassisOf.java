package vor.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Chassis;
import vor.model.DeviceId;

/** Builds what a device says it is made of. One thread. */
public final class ChassisOf {
    private final DeviceId device;
    private final Instant at;
    private final List<Chassis.Member> members = new ArrayList<>();
    private final List<Chassis.Part> parts = new ArrayList<>();
    private final List<Chassis.Sensor> sensors = new ArrayList<>();

    private ChassisOf(DeviceId device, Instant at) {
        this.device = device;
        this.at = at;
    }

    public static ChassisOf device(long device, Instant at) {
        return new ChassisOf(new DeviceId(device), at);
    }

    public ChassisOf member(int number, Chassis.Status status) {
        members.add(new Chassis.Member(
                number, "linecard", status, "SN" + number, "EX3300-48T", "", "", 128, Optional.empty()));
        return this;
    }

    public ChassisOf part(String name, Chassis.Part.Kind kind, Chassis.Status status) {
        parts.add(new Chassis.Part(name, kind, status, "", "", "", "", Chassis.WHOLE));
        return this;
    }

    /** Without limits. */
    public ChassisOf sensor(String name, Chassis.Sensor.Kind kind, double value, String unit) {
        return sensor(name, kind, value, unit, Double.NaN, Double.NaN, Chassis.Status.OK, "");
    }

    public ChassisOf sensor(
            String name,
            Chassis.Sensor.Kind kind,
            double value,
            String unit,
            double low,
            double high,
            Chassis.Status status,
            String port) {
        sensors.add(new Chassis.Sensor(name, kind, value, unit, low, high, status, Chassis.WHOLE, port));
        return this;
    }

    public Chassis build() {
        return new Chassis(device, at, members, parts, sensors);
    }
}
