using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Validation;

namespace Redoubt.Kubernetes.Tests.Validation;

/// <summary>What the rules tell, and where; that they are right is what the server's suite says.</summary>
public sealed class ObjectValidatorTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: registry.example/web:1\n";

    [Fact]
    public void A_fault_has_the_servers_path_and_words_and_our_place()
    {
        var fault = Assert.Single(Verdict(Pod.Replace("name: app", "name: App", StringComparison.Ordinal)).Faults);

        Assert.Equal("spec.containers[0].name", fault.Path);
        Assert.StartsWith("Invalid value: a lowercase RFC 1123 label must consist of", fault.Message, StringComparison.Ordinal);
        Assert.Equal((7, 11), (fault.Place.Line, fault.Place.Column));
    }

    [Fact]
    public void All_faults_are_told_and_not_the_first() =>
        Assert.Equal(
            ["metadata.name", "spec.containers[0].image", "spec.restartPolicy"],
            Verdict("apiVersion: v1\nkind: Pod\nmetadata: {name: a_b}\nspec: {containers: [{name: app}], restartPolicy: never}").Faults.Select(fault => fault.Path));

    [Fact]
    public void A_text_that_may_be_a_secret_is_in_no_fault() =>
        Assert.DoesNotContain("hunter2", Verdict(Pod.Replace("name: web", "name: hunter2_A", StringComparison.Ordinal)).Faults[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void Of_a_hundred_thousand_terms_a_hundred_faults_are_told_and_the_rest_is_counted()
    {
        var terms = string.Concat(Enumerable.Repeat("    - {key: a, operator: In}\n", 100_000));
        var verdict = Verdict($"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: a}}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {{requests: {{storage: 1Gi}}}}\n  selector:\n    matchExpressions:\n{terms}");

        Assert.Equal((100, 100_000), (verdict.Faults.Count, verdict.Count));
    }

    [Fact]
    public void Warnings_are_counted_apart_and_push_no_fault_out()
    {
        var ports = string.Concat(Enumerable.Repeat("    - {containerPort: 80}\n", 200));
        var verdict = Verdict($"{Pod}    ports:\n{ports}  restartPolicy: never\n");

        Assert.Equal("spec.restartPolicy", Assert.Single(verdict.Faults, fault => fault.Reason != FaultReason.Warning).Path);
        Assert.Equal((1, 0, 14_850), (verdict.Count, verdict.Untold, verdict.UntoldWarnings));
    }

    [Theory]
    [InlineData("metadata: {name: web, uid: 0d9a3e0e-7c6b-4f0a-8f7e-5d0a3c9b1a2b}\nspec: {}")]
    [InlineData("metadata: {name: web}\nspec: {}\nstatus: {phase: Running}")]
    [InlineData("metadata: {name: web}\nspec: {containers: wrong}")]
    [InlineData("metadata: {name: '{{ .Release.Name }}'}\nspec: {}")]
    [InlineData("metadata: {name: web}\nspec: {}\nsops: {mac: x, version: 3.8.1}")]
    public void What_no_server_would_be_given_as_it_stands_is_not_sent(string rest) => Assert.False(Read("apiVersion: v1\nkind: Pod\n" + rest).Documents[0].IsSent);

    [Fact]
    public void A_status_that_is_empty_all_through_is_no_servers() =>
        Assert.True(Read(Pod + "status: {phase: '', conditions: []}\n").Documents[0].IsSent);

    [Fact]
    public void A_field_that_is_gone_is_told_with_the_release() =>
        Assert.Contains(
            Read("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, clusterName: b}").Ledger,
            entry => entry is { Code: LedgerCode.UnknownField, Reason: "unknown field \"metadata.clusterName\": Kubernetes 1.24 no longer has it" });

    [Fact]
    public void What_sops_added_is_a_note_and_what_it_encrypted_is_not_refused()
    {
        var ledger = Read("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: 'ENC[AES256_GCM,data:x,type:str]'}\nsops: {mac: x, version: 3.8.1}").Ledger;

        Assert.Equal([LedgerCode.DroppedField], ledger.Select(entry => entry.Code));
    }

    [Fact]
    public void Every_path_of_the_table_is_one_of_its_type()
    {
        var lines = File.ReadLines(Path.Combine(TestFolders.Root, "src", "Redoubt.Kubernetes", "Validation", "validation.txt")).Where(line => line.Length > 0 && line[0] != '#');
        string[] types = [];
        var wrong = new List<string>();
        foreach (var line in lines)
        {
            if (line[0] != ' ')
            {
                types = line.Split(' ');
                wrong.AddRange(types.Where(type => FieldIndex.Default.Type(type) is null));
            }
            else if (line.Trim().Split(' ')[0] is var path && path is not ("rule" or "name:" or "metadata:"))
            {
                wrong.AddRange(types.Where(type => !HasAny(types, path)).Select(type => $"{type}.{path}"));
            }
        }

        Assert.Empty(wrong);
    }

    // A block of several types may have lines for one of them.
    private static bool HasAny(string[] types, string path) => types.Any(type =>
    {
        var at = FieldIndex.Default.Type(type);
        foreach (var step in path.Split('.'))
        {
            if (at is null || !at.TryField(step.TrimEnd('!', '[', ']'), out var field))
            {
                return false;
            }

            at = field.Type.Object ?? field.Type.Element?.Object;
        }

        return true;
    });

    private static ReadResult Read(string text) => DocumentReader.Read("a.yaml", text);

    private static Verdict Verdict(string text) => ObjectValidator.Validate(Read(text).Documents[0], FieldIndex.Default);
}
