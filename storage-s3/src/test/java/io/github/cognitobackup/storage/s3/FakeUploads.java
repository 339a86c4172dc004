package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.storage.s3.FakeBucket.Stored;
import io.github.cognitobackup.storage.s3.S3Endpoint.Request;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The multipart uploads into a bucket. Not thread-safe: the bucket lets one call in at a time. */
final class FakeUploads {

  private static final int MIN_PART = 5 * 1024 * 1024;

  private record Upload(
      String key,
      Instant initiated,
      Map<String, String> metadata,
      TreeMap<Integer, Stored> parts) {}

  private final FakeBucket bucket;
  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private boolean abortsTakeObjects;
  private boolean forgetsLocksOfParts;
  private Instant begun;

  FakeUploads(FakeBucket bucket) {
    this.bucket = bucket;
  }

  /** As a service does that forgets whose upload it was. */
  void takeObjectsWithAbortedUploads() {
    abortsTakeObjects = true;
  }

  /** As a service does that tells of each upload the same time of its beginning. */
  void tellBeginningOfUploads(Instant time) {
    begun = time;
  }

  /** As a service does that locks only what comes in one piece. */
  void forgetLocksOfParts() {
    forgetsLocksOfParts = true;
  }

  int count() {
    return uploads.size();
  }

  List<String> keys() {
    return uploads.values().stream().map(Upload::key).sorted().toList();
  }

  /** An upload as a killed process leaves it; without a last part, there is none. */
  void leave(String key, Instant initiated, Instant lastPart) {
    Upload upload = new Upload(key, initiated, Map.of(), new TreeMap<>());
    if (lastPart != null) {
      upload.parts().put(1, new Stored(new byte[1], "\"x\"", lastPart, Map.of()));
    }
    uploads.put(UUID.randomUUID().toString(), upload);
  }

  Response answer(Request request, byte[] body) {
    return switch (request.operation()) {
      case "CreateMultipartUpload" -> create(request);
      case "UploadPart" -> uploadPart(request, body);
      case "UploadPartCopy" -> copyPart(request);
      case "CompleteMultipartUpload" -> complete(request, body);
      case "AbortMultipartUpload" -> abort(request);
      case "ListMultipartUploads" -> listUploads(request);
      case "ListParts" -> listParts(request);
      default -> Response.error(501, "NotImplemented");
    };
  }

  private Response create(Request request) {
    String id = UUID.randomUUID().toString();
    Map<String, String> metadata = FakeBucket.metadata(request);
    if (forgetsLocksOfParts) {
      metadata.keySet().removeIf(name -> name.startsWith("x-amz-object-lock-"));
    }
    uploads.put(id, new Upload(request.key(), bucket.now(), metadata, new TreeMap<>()));
    return Response.xml(
        "<InitiateMultipartUploadResult><UploadId>"
            + id
            + "</UploadId></InitiateMultipartUploadResult>");
  }

  private Response uploadPart(Request request, byte[] body) {
    Upload upload = uploads.get(request.query("uploadId"));
    if (upload == null) {
      return Response.error(404, "NoSuchUpload");
    }
    Stored part = bucket.stored(body, Map.of());
    upload.parts().put(Integer.valueOf(request.query("partNumber")), part);
    return new Response(200, Map.of("ETag", part.eTag()), new byte[0]);
  }

  private Response copyPart(Request request) {
    Upload upload = uploads.get(request.query("uploadId"));
    String[] path = S3Endpoint.decode(request.header("x-amz-copy-source")).split("/", 2);
    Stored source = bucket.objects.get(path[1]);
    if (upload == null || source == null) {
      return Response.error(404, upload == null ? "NoSuchUpload" : "NoSuchKey");
    }
    if (!source.eTag().equals(request.header("x-amz-copy-source-if-match"))) {
      return Response.error(412, "PreconditionFailed");
    }
    String[] range = request.header("x-amz-copy-source-range").split("[=-]", 3);
    int to = Integer.parseInt(range[2]) + 1;
    if (to > source.bytes().length || source.bytes().length <= MIN_PART) {
      return Response.error(400, "InvalidArgument");
    }
    Stored part =
        bucket.stored(Arrays.copyOfRange(source.bytes(), Integer.parseInt(range[1]), to), Map.of());
    upload.parts().put(Integer.valueOf(request.query("partNumber")), part);
    return Response.xml(
        "<CopyPartResult><ETag>"
            + part.eTag().replace("\"", "&quot;")
            + "</ETag></CopyPartResult>");
  }

  private Response complete(Request request, byte[] body) {
    Upload upload = uploads.get(request.query("uploadId"));
    if (upload == null) {
      return Response.error(404, "NoSuchUpload");
    }
    if (bucket.isTaken(request)) {
      return Response.error(412, "PreconditionFailed");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    NodeList named = FakeBucket.elements(body, "Part");
    for (int i = 0; i < named.getLength(); i++) {
      Element element = (Element) named.item(i);
      int number = Integer.parseInt(FakeBucket.text(element, "PartNumber"));
      Stored part = upload.parts().get(number);
      if (part == null || !part.eTag().equals(FakeBucket.text(element, "ETag"))) {
        return Response.error(400, "InvalidPart");
      }
      if (i < named.getLength() - 1 && part.bytes().length < MIN_PART) {
        return Response.error(400, "EntityTooSmall");
      }
      whole.writeBytes(part.bytes());
    }
    String size = request.header("x-amz-mp-object-size");
    if (!size.isEmpty() && Long.parseLong(size) != whole.size()) {
      return Response.error(400, "InvalidRequest");
    }
    Stored stored = bucket.stored(whole.toByteArray(), upload.metadata());
    bucket.objects.put(request.key(), stored);
    uploads.remove(request.query("uploadId"));
    return Response.xml(
        "<CompleteMultipartUploadResult><ETag>"
            + stored.eTag().replace("\"", "&quot;")
            + "</ETag></CompleteMultipartUploadResult>");
  }

  private Response abort(Request request) {
    if (uploads.remove(request.query("uploadId")) == null) {
      return Response.error(404, "NoSuchUpload");
    }
    if (abortsTakeObjects) {
      bucket.objects.remove(request.key());
    }
    return Response.of(204);
  }

  private Response listUploads(Request request) {
    StringBuilder xml = new StringBuilder("<ListMultipartUploadsResult>");
    uploads.forEach(
        (id, upload) -> {
          if (upload.key().startsWith(request.query("prefix"))) {
            xml.append("<Upload><Key>").append(FakeBucket.escape(upload.key()));
            xml.append("</Key><UploadId>").append(id).append("</UploadId><Initiated>");
            xml.append(begun == null ? upload.initiated() : begun).append("</Initiated></Upload>");
          }
        });
    return Response.xml(
        xml.append("<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>").toString());
  }

  private Response listParts(Request request) {
    Upload upload = uploads.get(request.query("uploadId"));
    if (upload == null) {
      return Response.error(404, "NoSuchUpload");
    }
    StringBuilder xml = new StringBuilder("<ListPartsResult>");
    upload
        .parts()
        .forEach(
            (number, part) ->
                xml.append("<Part><PartNumber>")
                    .append(number)
                    .append("</PartNumber><LastModified>")
                    .append(part.modified())
                    .append("</LastModified></Part>"));
    return Response.xml(
        xml.append("<IsTruncated>false</IsTruncated></ListPartsResult>").toString());
  }
}
