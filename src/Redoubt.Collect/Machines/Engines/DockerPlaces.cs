using System.Globalization;
using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>Where an engine of Docker has its files, unless its settings say otherwise.</summary>
/// <param name="Owner">The user whose engine it is; null for root's.</param>
/// <param name="Configuration">Its <c>daemon.json</c>.</param>
/// <param name="Data">Its data.</param>
/// <param name="Socket">Its socket.</param>
/// <param name="Certificates">Its files of TLS.</param>
/// <param name="RegistryCertificates">The certificates of registries.</param>
/// <param name="Units">Where its unit is looked for.</param>
internal sealed record DockerPlaces(string? Owner, string Configuration, string Data, string Socket, string Certificates, string RegistryCertificates, IReadOnlyList<string> Units)
{
    /// <summary>What holds by default and is otherwise for a user's engine.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["data-root"] = Data };

    /// <summary>Those of root's engine.</summary>
    public static DockerPlaces OfRoot(Machine machine)
    {
        var home = machine.Accounts.Users.FirstOrDefault(line => line.Number == 0 && line.Fields.Count > 5)?.Fields[5] ?? "/root";
        return new DockerPlaces(null, "/etc/docker/daemon.json", "/var/lib/docker", EngineSockets.Plain(machine, "/var/run/docker.sock"), $"{home}/.docker", "/etc/docker/certs.d", UnitDirectories.System);
    }

    /// <summary>Those of a user's engine (docker.com, "Rootless mode").</summary>
    public static DockerPlaces OfUser(string user, uint uid, string home)
    {
        home = home.TrimEnd('/');
        return new DockerPlaces(user, $"{home}/.config/docker/daemon.json", $"{home}/.local/share/docker", string.Create(CultureInfo.InvariantCulture, $"/run/user/{uid}/docker.sock"), $"{home}/.docker", $"{home}/.config/docker/certs.d", UnitDirectories.User(home));
    }
}
