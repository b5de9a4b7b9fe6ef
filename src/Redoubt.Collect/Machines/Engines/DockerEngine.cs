using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>An engine of Docker: root's, or one of a user without root's rights.</summary>
internal sealed class DockerEngine
{
    private readonly Machine _machine;
    private readonly EngineCommand _command;
    private readonly DockerPlaces _places;
    private readonly EvidenceDraft _draft;
    private readonly DockerConfiguration _configuration;
    private readonly Seen<IReadOnlyList<string>> _listeners;

    private DockerEngine(Machine machine, EngineCommand command, DockerPlaces places)
    {
        (_machine, _command, _places) = (machine, command, places);
        _draft = new EvidenceDraft("ContainerEngine", places.Owner is null ? $"{machine.Name}-docker" : $"{machine.Name}-docker-{places.Owner}");
        _configuration = DockerConfiguration.Read(machine, command, places.Configuration, places.Defaults);
        _listeners = DockerListeners.Of(machine, _configuration, places.Socket, places.Units);
    }

    /// <summary>The document of an engine.</summary>
    public static EvidenceDraft Collect(Machine machine, EngineCommand command, DockerPlaces places)
    {
        var engine = new DockerEngine(machine, command, places);
        engine.Collect();
        return engine._draft;
    }

    private void Collect()
    {
        var facts = _draft.Facts;
        facts["name"] = "docker";
        facts["host"] = _machine.Name;
        facts["running"] = _command.Process is not null;
        facts["rootless"] = _places.Owner is not null;
        facts["arguments"] = EngineArguments.Told(_command);
        AddSettings();
        AddListeners();
        AddParts();
        EngineGroup.Collect(_machine, _draft, _configuration.Text("group") ?? "docker");
        MandatoryAccess.Collect(_machine, _draft);
        using var api = Api();
        var answers = api is null ? null : new DockerAnswers(_machine, api, _draft);
        answers?.AddVersion();
        EngineReleases.Collect(_machine, _draft, "docker", "containerd", "runc");
        new DockerData(_machine, _draft).Collect(_configuration, _places.Data, answers);
    }

    /// <summary>The engine where it runs and one of its sockets is here.</summary>
    private DockerApi? Api()
    {
        const string Scheme = "unix://";
        return _command.Process is null ? null : (_listeners.Value ?? []).Where(address => address.StartsWith(Scheme, StringComparison.Ordinal)).Select(address => DockerApi.Open(_machine, address[Scheme.Length..])).FirstOrDefault(api => api is not null);
    }

    private void AddSettings()
    {
        var settings = new JsonObject();
        _draft.Facts["settings"] = settings;
        foreach (var (name, setting) in _configuration.Settings)
        {
            settings[name] = setting.ToFact();
        }

        foreach (var (name, reason) in _configuration.Unknown)
        {
            _draft.Unknown($"settings{EvidenceDraft.Key(name)}", reason);
        }

        _draft.Facts["repeated"] = new JsonArray([.. _configuration.Repeated.Select(key => new SettingValue("file", key.Key, _configuration.File, key.Line).ToFact())]);
        if (_configuration.Unknown.TryGetValue("userns-remap", out var unknown))
        {
            _draft.Unknown("userNamespaces", unknown);
        }
        else
        {
            _draft.Facts["userNamespaces"] = _configuration.Text("userns-remap") is { Length: > 0 };
        }
    }

    private void AddListeners()
    {
        var sockets = new EngineSockets(_machine, _draft);
        if (!_listeners.Found(out var all))
        {
            _draft.Unknown("listeners", _listeners.WhyNot);
            sockets.Add(_places.Socket, named: false);
            return;
        }

        _draft.Facts["listeners"] = EvidenceDraft.Texts(all);
        foreach (var path in all.Where(address => address.StartsWith("unix://", StringComparison.Ordinal)).Select(address => address["unix://".Length..]))
        {
            sockets.Add(path);
        }
    }

    private void AddParts()
    {
        var parts = new EngineParts(_machine, _draft);
        parts.Add("program", _command.Program.StartsWith('/') ? _command.Program : null);
        parts.Add("service", _command.Unit?.File);
        parts.Add("socketUnit", UnitDirectories.File(_machine.Root, _places.Units, "docker.socket"));
        parts.Add("configuration", _configuration.File, _configuration.Settings.ContainsKey("config-file"));
        parts.Add("data", _configuration.Text("data-root") ?? _places.Data);
        if (_places.Owner is null)
        {
            parts.Add("configurationDirectory", "/etc/docker");
            parts.Add("defaults", "/etc/default/docker");
            parts.Add("sysconfig", "/etc/sysconfig/docker");
        }

        AddCertificates(parts);
        AddRegistryFiles();
    }

    /// <summary>Files of TLS: those that are named, else with TLS those that Docker takes.</summary>
    private void AddCertificates(EngineParts parts)
    {
        var verifies = _configuration.Settings.GetValueOrDefault("tlsverify") is { From: not "default" };
        var isOn = verifies || _configuration.Text("tls") == "true";
        foreach (var (role, option, standard, isNeeded) in new[] { ("tlsAuthority", "tlscacert", "ca.pem", verifies), ("tlsCertificate", "tlscert", "cert.pem", isOn), ("tlsKey", "tlskey", "key.pem", isOn) })
        {
            if (_configuration.Text(option) is { Length: > 0 } named)
            {
                parts.Add(role, named, isNamed: true);
            }
            else if ((_configuration.Unknown.GetValueOrDefault(option) ?? _configuration.Unknown.GetValueOrDefault("tlsverify")) is { } unknown)
            {
                _draft.Unknown($"parts.{role}", unknown);
            }
            else if (isNeeded)
            {
                parts.Add(role, $"{_places.Certificates}/{standard}", isNamed: true);
            }
        }
    }

    /// <summary>Certificates of registries, <c>certs.d/REGISTRY/FILE</c> (docker.com, "Verify repository client with certificates").</summary>
    private void AddRegistryFiles()
    {
        var problems = new List<string>();
        var files = new JsonObject();
        _draft.Facts["registryFiles"] = files;
        foreach (var file in FilePattern.Files(_machine.Root, $"{_places.RegistryCertificates}/*/*", problems))
        {
            FileFacts.Add(_machine, _draft, file, $"registryFiles{EvidenceDraft.Key(file)}", fact => files[file] = fact);
        }

        if (problems is [var problem, ..])
        {
            _draft.Unknown("registryFiles", problem);
        }
    }
}
