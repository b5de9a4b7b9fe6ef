using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Redoubt.Access;
using Redoubt.Access.Audit;
using Redoubt.Access.Escalation;
using Redoubt.Corpus;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Benchmarks;

/// <summary>Questions about a large cluster: 5,000 roles, 20,000 bindings, 50,000 subjects.</summary>
public class AccessBenchmarks
{
    private const int Roles = 5_000;
    private Platform _platform = null!;
    private Authorization _authorization = null!;
    private AccessRequest[] _allowed = [];
    private AccessRequest[] _refused = [];
    private byte[] _log = [];
    private int _next;

    /// <summary>The size of the audit log.</summary>
    public int LogBytes => _log.Length;

    /// <summary>Reads the objects, indexes them, and writes an audit log.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _platform = new PlatformBuilder { Scope = Scope.Whole }
            .AddRange(RbacWriter.Files(Roles).SelectMany(file => DocumentReader.Read(file.Name, file.Text).Documents)).Build();
        _authorization = new Authorization(_platform);
        var requests = Enumerable.Range(0, 4_000).SelectMany(RequestsOf).ToLookup(request => _authorization.Answer(request).IsAllowed);
        (_allowed, _refused) = ([.. requests[true]], [.. requests[false]]);
        _log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(Event)));
    }

    /// <summary>Reads all roles and bindings, so that requests can be answered.</summary>
    [Benchmark]
    public int Index() => new Authorization(_platform).Subjects.Count;

    /// <summary>One request that is allowed, each time another one.</summary>
    [Benchmark]
    public bool CanAllowed() => _authorization.Answer(_allowed[_next++ % _allowed.Length]).IsAllowed;

    /// <summary>One request that is refused, each time another one.</summary>
    [Benchmark]
    public bool CanRefused() => _authorization.Answer(_refused[_next++ % _refused.Length]).IsAllowed;

    /// <summary>Everybody who may do something in one namespace.</summary>
    [Benchmark]
    public int WhoCan() => _authorization.SubjectsOf(new AccessRequest { User = AccessUser.Nobody, Verb = "get", Resource = "secrets", Namespace = "team-7" }).Count();

    /// <summary>Everybody who can become cluster-admin, with a shortest way.</summary>
    [Benchmark]
    public int AllEscalations()
    {
        var escalations = new Escalations(_authorization);
        return escalations.Subjects.Count(subject => escalations.Fewest(subject) is not null);
    }

    /// <summary>Reads an audit log of 20,000 requests.</summary>
    [Benchmark]
    public int ReadAuditLog()
    {
        var reader = new AuditLogReader();
        using var stream = new MemoryStream(_log);
        reader.Read("audit.log", stream);
        return reader.Result().Rights.Count;
    }

    // Of each: what many may, what few may, and what nobody may, in a namespace of theirs and in another.
    private static IEnumerable<AccessRequest> RequestsOf(int number)
    {
        var account = AccessSubject.Account($"team-{number / 8}", $"app-{(Roles / 5) + number}-0").AsUser();
        var user = AccessSubject.User($"user-{number * 10 + 1}").AsUser();
        string[] namespaces = [$"team-{number / 8}", $"team-{(number / 8 + 1) % 500}"];
        return from who in new[] { account, user }
               from ns in namespaces
               from asked in new[] { ("get", "", "pods"), ("patch", "apps", "deployments"), ("delete", "", "secrets") }
               select new AccessRequest { User = who, Verb = asked.Item1, Group = asked.Item2, Resource = asked.Item3, Namespace = ns };
    }

    private static string Event(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"{{number:D8}}-0000-4000-8000-000000000000","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/team-{{number % 50}}/pods/app-{{number}}","verb":"get","user":{"username":"system:serviceaccount:team-{{number % 50}}:app","groups":["system:serviceaccounts","system:serviceaccounts:team-{{number % 50}}","system:authenticated"]},"sourceIPs":["10.0.0.1"],"userAgent":"app/v1","objectRef":{"resource":"pods","namespace":"team-{{number % 50}}","name":"app-{{number}}","apiVersion":"v1"},"responseStatus":{"metadata":{},"code":200},"requestReceivedTimestamp":"2026-01-02T03:04:05.000006Z","stageTimestamp":"2026-01-02T03:04:05.000016Z","annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":""} }

        """);
}
