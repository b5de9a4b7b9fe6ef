namespace Redoubt.EndToEnd;

/// <summary><c>redoubt access</c> as a person uses it.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Bookshop = "examples/bookshop";

    private const string Operator = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: operator, namespace: tools }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: operator }
        rules:
        - { apiGroups: [''], resources: [pods], verbs: [create, delete] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: operator }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: operator }
        subjects: [{ kind: ServiceAccount, name: operator, namespace: tools }]
        """;

    private const string Events =
        """{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"1","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/shop/pods","verb":"create","user":{"username":"system:serviceaccount:tools:operator","groups":["system:serviceaccounts","system:serviceaccounts:tools","system:authenticated"]},"objectRef":{"resource":"pods","namespace":"shop","apiVersion":"v1"},"responseStatus":{"code":201},"requestReceivedTimestamp":"2026-11-01T10:00:00.000000Z","stageTimestamp":"2026-11-01T10:00:00.100000Z","annotations":{"authorization.k8s.io/decision":"allow"}}""" + "\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("can", "sa:ops/build-runner", "create", "pods/exec", "-n", "shop")]
    [InlineData("can", "sa:ops/build-runner")]
    [InlineData("who-can", "list", "secrets")]
    [InlineData("explain", "Group:bookshop:developers", "get", "deploy", "-n", "shop")]
    [InlineData("explain", "sa:ops/build-runner", "delete", "nodes")]
    [InlineData("escalations")]
    [InlineData("matrix")]
    public void Answers_as_a_person_sees_them(params string[] question)
    {
        var run = RedoubtProgram.Run(["access", .. question, Bookshop, "--scope", "whole"]);

        Golden.Check($"access-{string.Join('-', question).Replace('/', '-').Replace(':', '-')}.txt", run.Output);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("yaml")]
    [InlineData("csv")]
    [InlineData("dot")]
    public void Answers_as_a_program_sees_them(string format)
    {
        var run = RedoubtProgram.Run("access", "who-can", "list", "secrets", Bookshop, "--format", format);

        Golden.Check($"access-who-can.{format}", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("create", "whole", 0)]
    [InlineData("patch", "whole", 1)]
    [InlineData("patch", "part", 3)]
    public void Yes_no_and_not_known_are_exit_codes(string verb, string scope, int code)
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);

        Assert.Equal(code, RedoubtProgram.Run("access", "can", "sa:tools/operator", verb, "pods", _folder, "--scope", scope).ExitCode);
    }

    [Fact]
    public void What_cannot_be_read_wins_over_yes()
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);
        File.WriteAllText(Path.Combine(_folder, "broken.yaml"), "a: [");

        var run = RedoubtProgram.Run("access", "can", "sa:tools/operator", "create", "pods", _folder);

        Assert.Contains("yes", run.Output, StringComparison.Ordinal);
        Assert.Contains("broken.yaml", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void Who_may_run_pods_everywhere_becomes_cluster_admin_with_the_default_roles()
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);

        var run = RedoubtProgram.Run("access", "escalations", _folder, "--scope", "whole", "--bootstrap", "--gate", "escalation");

        Assert.Contains("ServiceAccount:tools/operator  cluster-admin  2", run.Output, StringComparison.Ordinal);
        Assert.Contains("rbac.yaml:9:3", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void The_configuration_says_version_scope_and_whether_default_bindings_count()
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);
        var config = Path.Combine(_folder, "own.yaml");
        string[] question = ["access", "who-can", "create", "selfsubjectaccessreviews", Path.Combine(_folder, "rbac.yaml")];
        File.WriteAllText(config, "scope: whole\n");
        var without = RedoubtProgram.Run([.. question, "--config", config]);
        File.WriteAllText(config, "scope: whole\nbootstrap: true\n");
        var with = RedoubtProgram.Run([.. question, "--config", config]);

        Assert.DoesNotContain("there may be more", without.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Group:system:authenticated", without.Output, StringComparison.Ordinal);
        Assert.Contains("Group:system:authenticated", with.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_let_through_the_gate_by_kubernetes_own_controllers()
    {
        File.WriteAllText(Path.Combine(_folder, "account.yaml"), "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a, namespace: tools }\n");

        Assert.Equal(0, RedoubtProgram.Run("access", "escalations", _folder, "--scope", "whole", "--bootstrap", "--gate", "escalation").ExitCode);
    }

    [Theory]
    [InlineData("no resource that Kubernetes has", "can", "ada", "get", "secretz")]
    [InlineData("did you mean `secrets`", "who-can", "get", "secretz")]
    [InlineData("no subject", "can", "ServiceAccount:nowhere", "get", "pods")]
    [InlineData("resource: missing", "can", "ada", "get")]
    [InlineData("did you mean `escalation`", "escalations", "--gate", "escalatio")]
    public void A_question_that_makes_no_sense_is_refused_with_what_was_meant(string words, params string[] question)
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);

        var run = RedoubtProgram.RunIn(_folder, null, [], ["access", .. question]);

        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("unused")]
    [InlineData("minimise")]
    public void What_was_used_is_read_from_the_log_of_the_server(string command)
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);
        File.WriteAllText(Path.Combine(_folder, "audit.log"), Events);

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", command, "rbac.yaml", "--log", "audit.log");

        Golden.Check($"access-{command}.txt", run.Output);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
    }

    [Fact]
    public void The_smallest_roles_can_be_applied_as_they_are_written()
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);
        File.WriteAllText(Path.Combine(_folder, "audit.log"), Events);

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", "minimise", "rbac.yaml", "--log", "audit.log", "-f", "yaml", "--drop-unlogged");
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator.Replace("verbs: [create, delete]", "verbs: [create]", StringComparison.Ordinal));
        var again = RedoubtProgram.RunIn(_folder, null, [], "access", "minimise", "rbac.yaml", "--log", "audit.log", "-f", "yaml", "--drop-unlogged");

        Assert.Contains("verbs: [create]", run.Output, StringComparison.Ordinal);
        Assert.Equal("", again.Output);
    }

    [Fact]
    public void A_line_of_the_log_that_cannot_be_read_is_told_and_the_rest_is_answered()
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);
        File.WriteAllText(Path.Combine(_folder, "audit.log"), "{ broken\n" + Events);

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", "unused", "rbac.yaml", "--log", "audit.log");

        Assert.Contains("audit.log:1:", run.Error, StringComparison.Ordinal);
        Assert.Contains("delete pods", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("create, delete", "pods", "granted  create pods/exec", 0)]
    [InlineData("create", "pods", "taken   delete pods", 0)]
    [InlineData("'*'", "'*'", "cluster-admin", 1)]
    public void A_change_is_told_by_what_it_grants_and_takes(string verbs, string resources, string told, int code)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "old"));
        Directory.CreateDirectory(Path.Combine(_folder, "new"));
        File.WriteAllText(Path.Combine(_folder, "old", "rbac.yaml"), Operator);
        var changed = Operator.Replace("resources: [pods], verbs: [create, delete]", $"resources: [{resources}{(code == 0 && verbs.Contains("delete", StringComparison.Ordinal) ? ", pods/exec" : "")}], verbs: [{verbs}]", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "new", "rbac.yaml"), code == 0 ? changed : changed.Replace("apiGroups: ['']", "apiGroups: ['*']", StringComparison.Ordinal));

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", "diff", "old", "new", "--scope", "whole", "--gate", "escalation");

        Assert.Contains(told, run.Output, StringComparison.Ordinal);
        Assert.Equal(("", code), (run.Error, run.ExitCode));
    }

    [Theory]
    [InlineData("old")]
    [InlineData("new")]
    public void What_a_server_would_refuse_on_either_side_of_a_change_is_told_and_the_rest_answered(string side)
    {
        foreach (var folder in (string[])["old", "new"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, folder));
            File.WriteAllText(Path.Combine(_folder, folder, "rbac.yaml"), folder == side ? Operator.Replace("subjects: [{ kind: ServiceAccount", "subjects: [{ kind: Robot, name: x }, { kind: ServiceAccount", StringComparison.Ordinal) : Operator);
        }

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", "diff", "old", "new", "--scope", "whole");

        Assert.Contains($"{side}/rbac.yaml:15:12", run.Error, StringComparison.Ordinal);
        Assert.Contains("what does the change grant and take?", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void A_file_before_a_change_that_cannot_be_read_is_told_and_the_rest_answered()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "old"));
        File.WriteAllText(Path.Combine(_folder, "old", "rbac.yaml"), Operator);
        File.WriteAllText(Path.Combine(_folder, "old", "broken.yaml"), "a: [\n");
        File.WriteAllText(Path.Combine(_folder, "new.yaml"), Operator);

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", "diff", "old", "new.yaml", "--scope", "whole");

        Assert.Contains("old/broken.yaml:", run.Error, StringComparison.Ordinal);
        Assert.Contains("what does the change grant and take?", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void Without_a_log_nobody_can_say_what_was_used()
    {
        File.WriteAllText(Path.Combine(_folder, "rbac.yaml"), Operator);

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", "unused", "rbac.yaml");

        Assert.Contains("name one with --log", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void A_word_that_may_be_a_name_or_a_path_is_not_guessed()
    {
        File.WriteAllText(Path.Combine(_folder, "db"), "");

        var run = RedoubtProgram.RunIn(_folder, null, [], "access", "can", "ada", "get", "secrets", "db");

        Assert.Contains("write ./db for the path, or --name db", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void A_custom_resource_is_known_by_its_definition_and_its_short_name()
    {
        File.WriteAllText(Path.Combine(_folder, "crd.yaml"), """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: backups.shop.example }
            spec:
              group: shop.example
              scope: Namespaced
              names: { kind: Backup, plural: backups, singular: backup, shortNames: [bk] }
              versions:
              - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
            """);

        var run = RedoubtProgram.Run("access", "who-can", "get", "bk", _folder);

        Assert.Contains("get backups.shop.example", run.Output, StringComparison.Ordinal);
    }
}
