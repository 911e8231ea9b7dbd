package dev.breakwater.testkit.kafka;

import dev.breakwater.testkit.tls.Certificate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker that talks over TLS only, to users who prove who they are with SCRAM-SHA-512, and may do
 * what ACLs say and nothing else.
 *
 * @param admin the user that may do everything
 * @param passwords by user, that of the admin too
 */
public record BrokerSecurity(Certificate certificate, String admin, Map<String, String> passwords) {

  private static final String MECHANISM = "SCRAM-SHA-512";

  public BrokerSecurity {
    passwords = Map.copyOf(passwords);
    if (!passwords.containsKey(admin)) {
      throw new IllegalArgumentException("admin must be one of the users, was " + admin);
    }
  }

  /** What a client of this user needs beside the address; holds its password. */
  public Map<String, String> client(String user) {
    Map<String, String> properties = new HashMap<>();
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", MECHANISM);
    properties.put("sasl.jaas.config", login(user));
    properties.put("ssl.truststore.type", "PKCS12");
    properties.put("ssl.truststore.location", certificate.trustStore().toString());
    properties.put("ssl.truststore.password", certificate.password());
    return properties;
  }

  /** The broker's settings; it is its own client as the admin. */
  Map<String, String> broker() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("sasl.enabled.mechanisms", MECHANISM);
    properties.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
    properties.put("listener.name.clients.scram-sha-512.sasl.jaas.config", login(admin));
    properties.put("ssl.keystore.type", "PKCS12");
    properties.put("ssl.keystore.location", certificate.keyStore().toString());
    properties.put("ssl.keystore.password", certificate.password());
    properties.put("ssl.key.password", certificate.password());
    properties.put("ssl.truststore.type", "PKCS12");
    properties.put("ssl.truststore.location", certificate.trustStore().toString());
    properties.put("ssl.truststore.password", certificate.password());
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // The controller's listener knows no users: it is this process only.
    properties.put("super.users", "User:" + admin + ";User:ANONYMOUS");
    return properties;
  }

  /** Users as the storage is formatted with them. */
  List<String> scram() {
    return passwords.entrySet().stream()
        .map(
            user -> "%s=[name=%s,password=%s]".formatted(MECHANISM, user.getKey(), user.getValue()))
        .toList();
  }

  private String login(String user) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, passwords.get(user));
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "BrokerSecurity" + passwords.keySet();
  }
}
