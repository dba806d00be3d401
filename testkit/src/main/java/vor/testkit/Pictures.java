package vor.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Frame;
import vor.model.Inventory;
import vor.model.Observation;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Report;
import vor.model.Revision;
import vor.model.Sight;

/** Pictures for tests: immutable, each made from the one before. Safe for any thread. */
public final class Pictures implements Picture {
    private final Revision revision;
    private final Inventory inventory;
    private final Sight sight;
    private final Map<DeviceId, Map<String, Ping>> pings;
    private final Map<DeviceId, Map<String, Report>> reports;
    private final Map<DeviceId, Map<String, Facts>> facts;

    private Pictures(
            Revision revision,
            Inventory inventory,
            Sight sight,
            Map<DeviceId, Map<String, Ping>> pings,
            Map<DeviceId, Map<String, Report>> reports,
            Map<DeviceId, Map<String, Facts>> facts) {
        this.revision = revision;
        this.inventory = inventory;
        this.sight = sight;
        this.pings = pings;
        this.reports = reports;
        this.facts = facts;
    }

    /** Nothing at all. */
    public static Pictures empty(Instant now) {
        return new Pictures(new Revision(1, 0), Inventory.EMPTY, new Sight(false, "", now, now), Map.of(), Map.of(), Map.of());
    }

    /** Devices that nobody has looked at. */
    public static Pictures of(Instant now, Device... devices) {
        return empty(now).with(inventory(1, List.of(devices)));
    }

    public static Inventory inventory(long revision, Collection<Device> devices) {
        return new Inventory(revision, devices, List.of(), List.of(), List.of());
    }

    public Pictures with(Inventory next) {
        return new Pictures(next(), next, sight, pings, reports, facts);
    }

    public Pictures blind(boolean blind, Instant at) {
        return new Pictures(next(), inventory, new Sight(blind, blind ? "no carrier" : "", at, at), pings, reports, facts);
    }

    public Pictures with(Observation... observations) {
        Map<DeviceId, Map<String, Ping>> p = new LinkedHashMap<>(pings);
        Map<DeviceId, Map<String, Report>> r = new LinkedHashMap<>(reports);
        Map<DeviceId, Map<String, Facts>> f = new LinkedHashMap<>(facts);
        for (Observation o : observations) {
            switch (o) {
                case Ping ping -> put(p, ping.device(), ping.address(), ping);
                case Report said -> put(r, said.device(), said.getClass().getName(), said);
                case Facts seen -> put(f, seen.device(), seen.source(), seen);
            }
        }
        return new Pictures(next(), inventory, sight, p, r, f);
    }

    private static <T> void put(Map<DeviceId, Map<String, T>> all, DeviceId device, String key, T value) {
        Map<String, T> own = new LinkedHashMap<>(all.getOrDefault(device, Map.of()));
        own.put(key, value);
        all.put(device, own);
    }

    /** The frame that leads here from an earlier picture. */
    public Frame since(Picture before, Observation... observations) {
        List<Ping> newPings = new ArrayList<>();
        List<Report> newReports = new ArrayList<>();
        List<Facts> newFacts = new ArrayList<>();
        for (Observation o : observations) {
            switch (o) {
                case Ping ping -> newPings.add(ping);
                case Report said -> newReports.add(said);
                case Facts seen -> newFacts.add(seen);
            }
        }
        return new Frame(this, before, newPings, newReports, newFacts);
    }

    private Revision next() {
        return new Revision(revision.boot(), revision.n() + 1);
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public Sight sight() {
        return sight;
    }

    @Override
    public List<Ping> pings(DeviceId device) {
        Map<String, Ping> own = pings.getOrDefault(device, Map.of());
        List<String> order = inventory.device(device).map(Device::addresses).orElse(List.of());
        return order.stream().distinct().map(own::get).filter(Objects::nonNull).toList();
    }

    @Override
    public <R extends Report> Optional<R> report(DeviceId device, Class<R> kind) {
        return Optional.ofNullable(reports.getOrDefault(device, Map.of()).get(kind.getName())).map(kind::cast);
    }

    @Override
    public Collection<Report> reports(DeviceId device) {
        return List.copyOf(reports.getOrDefault(device, Map.of()).values());
    }

    @Override
    public Optional<Facts> facts(DeviceId device, String source) {
        return Optional.ofNullable(facts.getOrDefault(device, Map.of()).get(source));
    }

    @Override
    public Collection<Facts> facts(DeviceId device) {
        return List.copyOf(facts.getOrDefault(device, Map.of()).values());
    }
}
