using Redoubt.Evidence.Secrets;

namespace Redoubt.Evidence.Tests.Secrets;

public sealed class RedactorTests
{
    private static readonly Document Secret = Given.Document("""
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
          annotations:
            kubectl.kubernetes.io/last-applied-configuration: '{"data":{"user":"c2hvcC11c2Vy"}}'
        data:
          user: c2hvcC11c2Vy
        stringData:
          pin: "77"
          file: |
            first line
            second line
        """);

    private static readonly Document Pod = Given.Document("""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
            - name: web
              image: web:1
              args: [--password, hunter2, --port=80, --token=s3cr3t-t0ken]
              env:
                - {name: DB_PASSWORD, value: correct-horse}
                - {name: DB_HOST, value: db.shop}
                - name: DSN
                  value: postgres://shop:tr0ub4dor@db/shop
                - {name: FROM_SECRET, valueFrom: {secretKeyRef: {name: db, key: password}}}
        """);

    [Theory]
    [InlineData("data.user", true)]
    [InlineData("stringData.file", true)]
    [InlineData("metadata.annotations['kubectl.kubernetes.io/last-applied-configuration']", true)]
    [InlineData("metadata.name", false)]
    public void Everything_in_a_secret_is_secret(string path, bool secret)
    {
        var redactor = Redactor.Of(Secret);
        Assert.Equal(secret, redactor.IsSecret(Secret.Root.At(path)));
        Assert.Equal(secret, redactor.Show(Secret.Root.At(path)) == Redactor.Mask);
    }

    [Theory]
    [InlineData("spec.containers[0].env[0].value", "[redacted]")]
    [InlineData("spec.containers[0].env[1].value", "db.shop")]
    [InlineData("spec.containers[0].env[2].value", "[redacted]")]
    [InlineData("spec.containers[0].env[3].valueFrom.secretKeyRef.key", "password")]
    [InlineData("spec.containers[0].args[1]", "[redacted]")]
    [InlineData("spec.containers[0].args[2]", "--port=80")]
    [InlineData("spec.containers[0].args[3]", "--token=[redacted]")]
    [InlineData("spec.containers[0].image", "web:1")]
    [InlineData("spec.containers", "1 items")]
    public void Values_are_shown_without_what_looks_like_a_key(string path, string shown) =>
        Assert.Equal(shown, Redactor.Of(Pod).Show(Pod.Root.At(path)));

    [Theory]
    [InlineData("the password is correct-horse!", "the password is [redacted]!")]
    [InlineData("hunter2 hunter2", "[redacted] [redacted]")]
    [InlineData("nothing here", "nothing here")]
    [InlineData("postgres://shop:tr0ub4dor@db/shop", "[redacted]")]
    public void A_message_shows_no_secret_of_its_document(string message, string safe) =>
        Assert.Equal(safe, Redactor.Of(Pod).Safe(message));

    [Theory]
    [InlineData("user is shop-user", "user is [redacted]")]
    [InlineData("encoded c2hvcC11c2Vy", "encoded [redacted]")]
    [InlineData("pin 77, port 1770", "pin [redacted], port 1770")]
    [InlineData("it says second line", "it says [redacted]")]
    public void A_secrets_value_is_masked_encoded_and_decoded_and_line_by_line(string message, string safe) =>
        Assert.Equal(safe, Redactor.Of(Secret).Safe(message));

    [Theory]
    [InlineData(8, "  user: [redacted]")]
    [InlineData(10, "  pin: [redacted]")]
    [InlineData(11, "  file: |")]
    [InlineData(12, "    [redacted]")]
    [InlineData(13, "    [redacted]")]
    [InlineData(4, "  name: db")]
    public void A_line_of_a_file_is_shown_without_secrets(int line, string shown) => Assert.Equal(shown, Redactor.Of(Secret).Line(line));

    [Fact]
    public void A_line_with_several_secrets_masks_each() =>
        Assert.Equal("      args: [--password, [redacted], --port=80, --token=[redacted]]", Redactor.Of(Pod).Line(8));

    [Theory]
    [InlineData("Secret orders-postgres-login stands in a file: username, password", "Secret orders-postgres-login stands in a file: username, password")]
    [InlineData("it is `postgres`, or login=postgres", "it is `[redacted]`, or login=[redacted]")]
    [InlineData("the login stands in a file", "the login stands in a file")]
    public void A_value_is_masked_where_it_is_quoted_and_not_in_a_name_or_a_sentence(string message, string safe)
    {
        var secret = Given.Document("""
            apiVersion: v1
            kind: Secret
            metadata: {name: orders-postgres-login}
            stringData: {username: file, password: postgres}
            """);

        Assert.Equal(safe, Redactor.Of(secret).Safe(message));
    }

    [Theory]
    [InlineData("the key password_file, --pass-file, db_pass and bypass", "the key password_file, --pass-file, db_pass and bypass")]
    [InlineData("mysql -ppass, PASS=pass, 'pass'", "mysql -p[redacted], PASS=[redacted], '[redacted]'")]
    public void A_common_word_inside_a_name_is_no_secret(string message, string safe) =>
        Assert.Equal(safe, Redactor.Of(Given.Document("apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {word: pass}\n")).Safe(message));

    [Fact]
    public void A_name_that_is_also_a_secret_does_not_blot_out_the_message()
    {
        var pod = Given.Document("""
            apiVersion: v1
            kind: Pod
            metadata: {name: admin}
            spec:
              containers:
                - name: admin
                  env: [{name: PASSWORD, value: admin}]
            """);
        var redactor = Redactor.Of(pod);
        Assert.Equal("container admin runs privileged", redactor.Safe("container admin runs privileged"));
        Assert.Equal(Redactor.Mask, redactor.Show(pod.Root.At("spec.containers[0].env[0].value")));
    }

    [Fact]
    public void An_object_that_ends_with_who_wrote_which_field_is_looked_through()
    {
        var pod = Given.Document("{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, env: [{name: PASSWORD, value: s3cr3t-Pa55w0rd}]}]}, metadata: {name: a, managedFields: [{manager: kubectl}]}}");
        Assert.Equal("it is " + Redactor.Mask, Redactor.Of(pod).Safe("it is s3cr3t-Pa55w0rd"));
    }
}
