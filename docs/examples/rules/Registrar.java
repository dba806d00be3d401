import vor.rules.*;

/** A registrar's two machines: everything into the index, pages for what asks for it and for messages that pile up, and how much comes in. */
class Registrar extends Rules {
    /** What tells too little gets the rest, and is kept. */
    Rule kept = all().withDefault(ttl(300), state("ok"), service("host")).to(index());

    /** Applications that want somebody to look say so by a tag. */
    Rule asked = where(taggedAny("push", "page")).to(page("ops"));

    /** The length of RabbitMQ's queues, as collectd tells it, with a state; the index and all rules get it as a service of its own. */
    Rule backlog = where(service("curl_json-rabbitmq/gauge-queue_totals-messages"))
            .with(ttl(120), service("rabbitmq backlog"), tags("notify"))
            .when(metric().over(300).or(expired()), state("critical"))
            .otherwise(state("ok"))
            .to(reinject());

    /** Once when it turns bad, and once when it is good again. */
    Rule pager = where(service("rabbitmq backlog")).changedState().to(page("ops"));

    /** Events a second. */
    Rule load = all()
            .with(metric(1), host("vor"), service("events rate"), state("ok"), ttl(30), tags(), description(""))
            .rate(5)
            .to(index());
}
