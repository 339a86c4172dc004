package io.github.cognitobackup.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitobackup.storage.s3.S3Endpoint.Request;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** One bucket, with the rules of S3. Thread-safe: one call after the other. */
final class FakeBucket {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(byte[] bytes, String eTag, Instant modified, Map<String, String> metadata) {}

  private static final int PAGE = 1000;
  private static final Set<String> UPLOADS = Set.of("PutObject", "UploadPart");

  final TreeMap<String, Stored> objects =
      new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
  private final FakeUploads uploads = new FakeUploads(this);

  private Set<String> unconditional = Set.of();
  private Clock clock = Clock.systemUTC();
  private boolean demandsChecksums;
  private boolean refusesTrailers;
  private String owner = "";
  private int made;

  synchronized void clock(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** As services do that know no conditional writes. */
  synchronized void ignoreConditionsOf(String... operations) {
    unconditional = Set.of(operations);
  }

  /** As a service does that forgets whose upload it was. */
  synchronized void takeObjectsWithAbortedUploads() {
    uploads.takeObjectsWithAbortedUploads();
  }

  /** As a service does that tells of each upload the same time of its beginning. */
  synchronized void tellBeginningOfUploads(Instant time) {
    uploads.tellBeginningOfUploads(time);
  }

  /** As a bucket with a default retention does. */
  synchronized void demandChecksums() {
    demandsChecksums = true;
  }

  /** As a service does that knows no checksum behind the body. */
  synchronized void refuseTrailers() {
    refusesTrailers = true;
  }

  private static boolean isWithRightChecksum(Request request, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    byte[] crc32 = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return request.header("content-md5").equals(base64(md5(body)))
        || request.header("x-amz-checksum-crc32").equals(base64(crc32))
        || request.header("x-amz-trailer").startsWith("x-amz-checksum-");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** As a service does that locks only what comes in one piece. */
  synchronized void forgetLocksOfParts() {
    uploads.forgetLocksOfParts();
  }

  private Response lock(Request request, byte[] body) {
    Element lock = (Element) elements(body, "Retention").item(0);
    objects
        .get(request.key())
        .metadata()
        .put("x-amz-object-lock-retain-until-date", text(lock, "RetainUntilDate"));
    return Response.of(200);
  }

  boolean isTaken(Request request) {
    return request.header("if-none-match").equals("*")
        && objects.containsKey(request.key())
        && !unconditional.contains(request.operation());
  }

  synchronized int uploads() {
    return uploads.count();
  }

  synchronized void put(String key, byte[] bytes) {
    objects.put(key, stored(bytes, Map.of()));
  }

  synchronized void remove(String key) {
    objects.remove(key);
  }

  synchronized byte[] get(String key) {
    Stored stored = objects.get(key);
    return stored == null ? null : stored.bytes();
  }

  /** An upload as a killed process leaves it; without a last part, there is none. */
  synchronized void leaveUpload(String key, Instant initiated, Instant lastPart) {
    uploads.leave(key, initiated, lastPart);
  }

  synchronized List<String> uploadedKeys() {
    return uploads.keys();
  }

  synchronized void ownedBy(String accountId) {
    owner = accountId;
  }

  synchronized Response answer(Request request, byte[] body) {
    String expected = request.header("x-amz-expected-bucket-owner");
    if (!owner.isEmpty() && !expected.isEmpty() && !owner.equals(expected)) {
      return request.operation().equals("HeadObject")
          ? Response.of(403)
          : Response.error(403, "AccessDenied");
    }
    if (UPLOADS.contains(request.operation())) {
      if (refusesTrailers && request.headers().containsKey("x-amz-trailer")) {
        return Response.error(501, "NotImplemented", "trailing checksums are not implemented");
      }
      if (demandsChecksums && !isWithRightChecksum(request, body)) {
        return Response.error(
            400,
            "InvalidRequest",
            "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with"
                + " Object Lock parameters");
      }
    }
    return switch (request.operation()) {
      case "PutObject" -> putObject(request, body);
      case "PutObjectRetention" -> lock(request, body);
      case "DeleteObject" -> {
        objects.remove(request.key());
        yield Response.of(204);
      }
      case "HeadObject", "GetObject" -> read(request);
      case "ListObjectsV2" -> list(request);
      default -> uploads.answer(request, body);
    };
  }

  private Response putObject(Request request, byte[] body) {
    if (isTaken(request)) {
      return Response.error(412, "PreconditionFailed");
    }
    Stored stored = stored(body, metadata(request));
    objects.put(request.key(), stored);
    return new Response(200, Map.of("ETag", stored.eTag()), new byte[0]);
  }

  private Response read(Request request) {
    Stored stored = objects.get(request.key());
    boolean head = request.operation().equals("HeadObject");
    if (stored == null) {
      return head ? Response.of(404) : Response.error(404, "NoSuchKey");
    }
    String match = request.header("if-match");
    if (!match.isEmpty() && !match.equals(stored.eTag())) {
      return Response.error(412, "PreconditionFailed");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", stored.eTag());
    headers.put(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.modified().atZone(ZoneOffset.UTC)));
    stored.metadata().forEach(headers::put);
    String range = request.header("range");
    if (range.isEmpty()) {
      return new Response(200, headers, stored.bytes());
    }
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    return new Response(
        206, headers, Arrays.copyOfRange(stored.bytes(), from, stored.bytes().length));
  }

  /** Lists so many keys "made/0000000" and on, which take no room. */
  synchronized void make(int count) {
    made = count;
  }

  private Response listMade(Request request) {
    int from =
        request.query("continuation-token").isEmpty()
            ? 0
            : Integer.parseInt(request.query("continuation-token"));
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    int to = Math.min(made, from + PAGE);
    for (int i = from; i < to; i++) {
      // each tenth is not a key of the storage's own
      xml.append("<Contents><Key>made/").append(i % 10 == 0 ? "/" : "");
      xml.append(String.format(Locale.ROOT, "%07d", i))
          .append("</Key><LastModified>2026-11-23T20:40:00.000Z");
      xml.append("</LastModified><Size>1</Size></Contents>");
    }
    xml.append("<IsTruncated>").append(to < made).append("</IsTruncated>");
    xml.append("<NextContinuationToken>").append(to).append("</NextContinuationToken>");
    return Response.xml(xml.append("</ListBucketResult>").toString());
  }

  private Response list(Request request) {
    String prefix = request.query("prefix");
    if (made > 0 && prefix.startsWith("made/")) {
      return listMade(request);
    }
    String after = request.query("continuation-token");
    NavigableMap<String, Stored> rest =
        after.isEmpty() ? objects.tailMap(prefix, true) : objects.tailMap(after, false);
    int limit =
        request.query("max-keys").isEmpty() ? PAGE : Integer.parseInt(request.query("max-keys"));
    StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
    int count = 0;
    String last = "";
    boolean truncated = false;
    for (Map.Entry<String, Stored> entry : rest.entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (count++ == limit) {
        truncated = true;
        break;
      }
      last = entry.getKey();
      xml.append("<Contents><Key>").append(URLEncoder.encode(last, UTF_8));
      xml.append("</Key><LastModified>").append(entry.getValue().modified());
      xml.append("</LastModified><Size>").append(entry.getValue().bytes().length);
      xml.append("</Size></Contents>");
    }
    xml.append("<IsTruncated>").append(truncated).append("</IsTruncated>");
    if (truncated) {
      xml.append("<NextContinuationToken>").append(escape(last)).append("</NextContinuationToken>");
    }
    return Response.xml(xml.append("</ListBucketResult>").toString());
  }

  static Map<String, String> metadata(Request request) {
    Map<String, String> metadata = new LinkedHashMap<>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("x-amz-meta-") || name.startsWith("x-amz-object-lock-")) {
                metadata.put(name, value);
              }
            });
    return metadata;
  }

  Stored stored(byte[] bytes, Map<String, String> metadata) {
    String eTag = "\"" + HexFormat.of().formatHex(md5(bytes)) + "\"";
    return new Stored(bytes, eTag, clock.instant(), metadata);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static NodeList elements(byte[] xml, String name) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml))
          .getElementsByTagName(name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
